package reeve.rules.ownership.unowned_account_test

import data.reeve.rules.ownership.unowned_account

silent := [set(), set()]

found(code) := [{{"code": code, "params": {}}}, set()]

unknown(code) := [set(), {{"code": code, "params": {}}}]

verdict(row) := [violation, not_evaluable] if {
	violation := unowned_account.violation with input as row
	not_evaluable := unowned_account.not_evaluable with input as row
}

account(changes) := {"account": object.union(
	{
		"kind": "person",
		"enabled": true,
		"owner_state": "correlated",
		"owner_status": "active",
		"owner_end_state": "none",
		"categories": ["customer_email"],
		"reaches_undecided": false,
	},
	changes,
)}

nobodys(kind) := account({"kind": kind, "owner_state": "none", "owner_status": null, "owner_end_state": null})

test_silent_if_somebody_at_work_answers_for_it if {
	every kind in ["person", "service", "shared", "machine", "break_glass", null] {
		verdict(account({"kind": kind, "owner_state": "owned"})) == silent
		verdict(account({"kind": kind, "owner_state": "correlated"})) == silent
	}
}

test_silent_if_the_owner_leaves_tomorrow if {
	verdict(account({"owner_end_state": "planned"})) == silent
}

test_uncorrelated if {
	every kind in ["person", null] {
		every state in ["none", "uncorrelated"] {
			verdict(object.union(nobodys(kind), {"account": {"owner_state": state}})) == found("uncorrelated")
		}
	}
}

test_ambiguous if {
	verdict(object.union(nobodys("person"), {"account": {"owner_state": "ambiguous"}})) == found("ambiguous")
}

test_orphaned_if_the_owner_left_or_the_last_day_has_passed if {
	every state in ["owned", "correlated"] {
		verdict(account({"owner_state": state, "owner_status": "left"})) == found("orphaned")
		verdict(account({"owner_state": state, "owner_end_state": "passed"})) == found("orphaned")
		verdict(account({"owner_state": state, "owner_status": "left", "owner_end_state": null})) == found("orphaned")
	}
}

test_other_kinds_without_an_owner if {
	codes := {
		"service": "service_without_owner",
		"machine": "service_without_owner",
		"shared": "shared_without_owner",
		"break_glass": "break_glass_without_owner",
	}
	every kind, code in codes {
		verdict(nobodys(kind)) == found(code)
		verdict(object.union(nobodys(kind), {"account": {"owner_state": "uncorrelated"}})) == found(code)
	}
}

test_not_evaluable_if_the_owners_record_was_rejected if {
	verdict(object.union(nobodys("person"), {"account": {"owner_state": "blocked"}})) == unknown("owner_rejected")
}

test_not_evaluable_if_hr_says_nothing_about_the_owner if {
	every state in ["owned", "correlated"] {
		row := account({"owner_state": state, "owner_status": null, "owner_end_state": null})
		verdict(row) == unknown("owner_status_unknown")
	}
	verdict(account({"owner_status": null, "owner_end_state": "none"})) == silent
}

test_silent_if_disabled if {
	every kind in ["person", "service", "machine", "shared", "break_glass", null] {
		every state in ["none", "uncorrelated", "ambiguous", "blocked"] {
			row := {"account": {"owner_state": state, "enabled": false}}
			verdict(object.union(nobodys(kind), row)) == silent
		}
	}
	every status in ["left", null] {
		row := account({"owner_status": status, "owner_end_state": null, "enabled": false})
		verdict(row) == silent
	}
}

test_an_undecided_owner_is_not_judged_by_the_status_of_one_candidate if {
	row := object.union(nobodys("person"), {"account": {"owner_state": "ambiguous", "owner_status": "left"}})
	verdict(row) == found("ambiguous")
}

test_found_if_not_known_to_be_disabled if {
	verdict(object.union(nobodys("person"), {"account": {"enabled": null}})) == found("uncorrelated")
	verdict(account({"owner_status": "left", "enabled": null})) == found("orphaned")
}

test_silent_if_it_reaches_nothing if {
	verdict(object.union(nobodys("person"), {"account": {"categories": []}})) == silent
}

test_found_if_it_reaches_something_unclassified if {
	row := object.union(nobodys("shared"), {"account": {"categories": [], "reaches_undecided": true}})
	verdict(row) == found("shared_without_owner")
}
