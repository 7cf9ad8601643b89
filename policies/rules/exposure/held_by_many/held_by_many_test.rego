package reeve.rules.exposure.held_by_many_test

import data.reeve.rules.exposure.held_by_many

limits := {"default": 20, "by_category": {"reviews": 10, "search": 50}}

silent := [set(), set()]

found(share, limit) := [{{"code": "held_by_many", "params": {"share": share, "limit": limit}}}, set()]

verdict(row) := [violation, not_evaluable] if {
	violation := held_by_many.violation with input as row
		with data.reeve.thresholds.holder_share_percent as limits
	not_evaluable := held_by_many.not_evaluable with input as row
		with data.reeve.thresholds.holder_share_percent as limits
}

resource(categories, share, public_actions) := {"resource": {
	"categories": categories,
	"holder_share": share,
	"public_actions": public_actions,
}}

test_found_above_the_limit if {
	verdict(resource(["mail"], 21, [])) == found(21, 20)
	verdict(resource(["reviews"], 11, [])) == found(11, 10)
	verdict(resource(["search"], 100, [])) == found(100, 50)
}

test_silent_at_the_limit if {
	verdict(resource(["mail"], 20, [])) == silent
	verdict(resource(["reviews"], 10, [])) == silent
	verdict(resource(["search"], 50, [])) == silent
	verdict(resource(["mail"], 0, [])) == silent
}

test_the_strictest_limit_counts if {
	verdict(resource(["mail", "reviews", "search"], 15, [])) == found(15, 10)
}

test_silent_without_a_category if {
	verdict(resource([], 100, [])) == silent
	verdict(resource([], null, [])) == silent
}

test_not_evaluable_if_the_share_is_not_known if {
	unknown := [set(), {{"code": "share_unknown", "params": {}}}]
	verdict(resource(["mail"], null, [])) == unknown
	verdict(resource(null, null, [])) == unknown
}

test_unclassified_is_not_evaluable_above_some_limit if {
	verdict(resource(null, 11, [])) == [set(), {{"code": "many_unclassified", "params": {"share": 11}}}]
	verdict(resource(null, 10, [])) == silent
}

test_silent_if_everybody_has_it_by_public if {
	verdict(resource(["mail"], 100, ["read"])) == silent
	verdict(resource(["mail"], null, ["other", "write"])) == silent
	verdict(resource(null, 100, ["read"])) == silent
}

test_a_harmless_right_of_everybody_hides_nothing if {
	verdict(resource(["mail"], 80, ["other"])) == found(80, 20)
}

test_the_shipped_limits if {
	count(held_by_many.violation) == 0 with input as resource(["customer_email"], 20, [])
	count(held_by_many.violation) == 1 with input as resource(["customer_email"], 21, [])
	count(held_by_many.violation) == 1 with input as resource(["customer_email", "reviewer_identity"], 11, [])
}
