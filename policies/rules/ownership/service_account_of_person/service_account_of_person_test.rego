package reeve.rules.ownership.service_account_of_person_test

import data.reeve.rules.ownership.service_account_of_person

silent := [set(), set()]

found(code) := [{{"code": code, "params": {}}}, set()]

unknown := [set(), {{"code": "use_unknown", "params": {}}}]

verdict(row) := [violation, not_evaluable] if {
	violation := service_account_of_person.violation with input as row
	not_evaluable := service_account_of_person.not_evaluable with input as row
}

account(changes) := {"account": object.union(
	{
		"kind": "service",
		"enabled": true,
		"owner_state": "owned",
		"categories": ["customer_email"],
		"reaches_undecided": false,
		"used_by": ["shared"],
		"person_may_act": false,
	},
	changes,
)}

test_found_if_a_person_uses_it_has_it_or_may_act_as_it if {
	every kind in ["service", "machine"] {
		verdict(account({"kind": kind, "used_by": ["person", "shared"]})) == found("used_by_person")
		verdict(account({"kind": kind, "owner_state": "correlated"})) == found("login_of_person")
		verdict(account({"kind": kind, "person_may_act": true})) == found("person_may_act")
	}
}

test_silent_if_somebody_only_answers_for_it_or_nobody if {
	every state in ["owned", "none", "uncorrelated", "ambiguous"] {
		verdict(account({"owner_state": state})) == silent
		verdict(account({"owner_state": state, "used_by": []})) == silent
	}
}

test_kind_that_is_not_known if {
	verdict(account({"kind": null, "used_by": ["person"]})) == found("used_by_person")
	verdict(account({"kind": null, "owner_state": "correlated", "used_by": ["person"]})) == silent
}

test_not_evaluable_without_a_log if {
	verdict(account({"used_by": null})) == unknown
	verdict(account({"used_by": null, "enabled": null})) == unknown
}

test_found_without_a_log_too if {
	verdict(account({"used_by": null, "person_may_act": true})) == [
		{{"code": "person_may_act", "params": {}}},
		{{"code": "use_unknown", "params": {}}},
	]
}

test_silent_on_other_kinds_and_what_is_disabled_or_reaches_nothing if {
	every kind in ["person", "shared", "break_glass"] {
		verdict(account({"kind": kind, "used_by": ["person"], "person_may_act": true})) == silent
	}
	every used_by in [["person"], null] {
		verdict(account({"enabled": false, "used_by": used_by})) == silent
		verdict(account({"categories": [], "used_by": used_by})) == silent
	}
}
