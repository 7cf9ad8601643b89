package reeve.rules.need_to_know.joined_category_test

import data.reeve.rules.need_to_know.joined_category

joins := {"named_order": {
	"codes": ["address/read", "order/read"],
	"makes": {"en": "who ordered what", "fr": "qui a commandé quoi"},
	"accepted": {"Keeper": "keeps both"},
}}

found := [
	{{"code": "joined", "params": {
		"joins": ["named_order"],
		"codes": ["address/read", "order/read"],
		"made": ["who ordered what"],
		"made_fr": ["qui a commandé quoi"],
	}}},
	set(),
]

silent := [set(), set()]

undecided := [set(), {{"code": "reaches_undecided", "params": {}}}]

row(job, codes, reaches_undecided) := {
	"identity": {"job": job},
	"holder": {"codes": codes, "reaches_undecided": reaches_undecided},
}

verdict(row) := [violation, not_evaluable] if {
	violation := joined_category.violation with input as row with data.reeve.joins as joins
	not_evaluable := joined_category.not_evaluable with input as row with data.reeve.joins as joins
}

test_found_if_all_parts_are_held if {
	verdict(row("Clerk", ["address/read", "order/read", "order/write"], false)) == found
	verdict(row(null, ["address/read", "order/read"], true)) == found
}

test_silent_if_a_part_is_missing_or_the_job_is_accepted if {
	verdict(row("Clerk", ["address/read", "order/write"], false)) == silent
	verdict(row("Keeper", ["address/read", "order/read"], false)) == silent
}

test_not_evaluable_if_the_missing_part_may_be_unclassified if {
	verdict(row("Clerk", ["address/read"], true)) == undecided
	verdict(row("Keeper", ["address/read", "order/read"], true)) == undecided
}

test_the_shipped_joins if {
	codes := ["customer_email/read", "reviewer_identity/read"]
	count(joined_category.violation) == 0 with input as row("Trust and Safety Investigator", codes, false)
	count(joined_category.violation) == 1 with input as row("Support Agent", codes, false)
}
