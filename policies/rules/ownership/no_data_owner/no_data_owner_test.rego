package reeve.rules.ownership.no_data_owner_test

import data.reeve.rules.ownership.no_data_owner

silent := [set(), set()]

verdict(row) := [violation, not_evaluable] if {
	violation := no_data_owner.violation with input as row
	not_evaluable := no_data_owner.not_evaluable with input as row
}

resource(gap, categories) := {"resource": {"owner_gap": gap, "categories": categories}}

test_found_if_nobody_at_work_owns_it if {
	verdict(resource("missing", ["customer_email"])) == [{{"code": "missing", "params": {}}}, set()]
	verdict(resource("left", ["customer_email"])) == [{{"code": "owner_left", "params": {}}}, set()]
}

test_silent_if_somebody_does_or_it_is_told_above if {
	every gap in ["named", "covered"] {
		verdict(resource(gap, ["customer_email"])) == silent
		verdict(resource(gap, null)) == silent
	}
}

test_silent_if_it_carries_nothing if {
	verdict(resource("missing", [])) == silent
}

test_not_evaluable_if_unclassified if {
	every gap in ["missing", "left"] {
		verdict(resource(gap, null)) == [set(), {{"code": "unclassified", "params": {}}}]
	}
}
