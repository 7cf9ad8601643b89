package reeve.rules.exposure.nested_group_test

import data.reeve.rules.exposure.nested_group

silent := [set(), set()]

found(share) := [{{"code": "wide", "params": {"share": share}}}, set()]

unknown := [set(), {{"code": "share_unknown", "params": {}}}]

verdict(row) := [violation, not_evaluable] if {
	violation := nested_group.violation with input as row with data.reeve.thresholds.nested_share_percent as 20
	not_evaluable := nested_group.not_evaluable with input as row with data.reeve.thresholds.nested_share_percent as 20
}

principal(share, changes) := {"principal": object.union(
	{"kind": "role", "categories": ["customer_email"], "nested_share": share},
	changes,
)}

test_found_from_the_limit_on if {
	verdict(principal("20-49", {})) == found("20-49")
	verdict(principal("50+", {"kind": "group"})) == found("50+")
	verdict(principal("10-19", {})) == silent
	verdict(principal("0-4", {})) == silent
}

test_not_evaluable_if_the_share_is_not_known if {
	verdict(principal(null, {})) == unknown
}

test_silent_if_it_reaches_nothing_or_is_everybody if {
	every share in ["50+", null] {
		verdict(principal(share, {"categories": []})) == silent
		verdict(principal(share, {"kind": "public"})) == silent
	}
}

test_the_shipped_limit if {
	count(nested_group.violation) == 1 with input as principal("20-49", {})
	count(nested_group.violation) == 0 with input as principal("10-19", {})
}
