package reeve.rules.need_to_know.purpose_drift_test

import data.reeve.rules.need_to_know.purpose_drift

verdict(row) := [violation, not_evaluable] if {
	violation := purpose_drift.violation with input as row
	not_evaluable := purpose_drift.not_evaluable with input as row
}

principal(entered, before) := {"principal": {"entered_departments": entered, "departments_before": before}}

test_found_if_a_department_entered if {
	verdict(principal(["Marketing"], ["Support"])) == [
		{{"code": "entered", "params": {"entered": ["Marketing"], "before": ["Support"]}}},
		set(),
	]
}

test_silent_if_none_did if {
	verdict(principal([], [])) == [set(), set()]
}

test_not_evaluable_if_it_is_not_known if {
	verdict(principal(null, [])) == [set(), {{"code": "arrival_unknown", "params": {}}}]
}
