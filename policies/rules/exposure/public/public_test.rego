package reeve.rules.exposure.public_test

import data.reeve.rules.exposure.public

silent := [set(), set()]

verdict(row) := [violation, not_evaluable] if {
	violation := public.violation with input as row
	not_evaluable := public.not_evaluable with input as row
}

resource(categories, actions) := {"resource": {"categories": categories, "public_actions": actions}}

test_found_if_everybody_reaches_a_category if {
	every actions in [["read"], ["other"], ["delete", "read", "write"]] {
		verdict(resource(["customer_email"], actions)) == [
			{{"code": "public", "params": {"actions": actions}}},
			set(),
		]
	}
}

test_silent_if_everybody_has_nothing_on_it if {
	verdict(resource(["customer_email"], [])) == silent
	verdict(resource([], [])) == silent
	verdict(resource(null, [])) == silent
}

test_silent_if_it_holds_no_category if {
	verdict(resource([], ["read"])) == silent
}

test_not_evaluable_if_it_is_unclassified if {
	verdict(resource(null, ["read"])) == [set(), {{
		"code": "public_unclassified",
		"params": {"actions": ["read"]},
	}}]
}
