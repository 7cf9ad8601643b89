package reeve.rules.separation_of_duties.toxic_pair_test

import data.reeve.rules.separation_of_duties.toxic_pair

categories := {"cheque": {}, "invoice": {}, "stock": {}}

sets := {"pairs": {
	"pay_oneself": {
		"codes": ["cheque/write", "invoice/create"],
		"reason": {"en": "writes and pays", "fr": "écrit et paie"},
		"accepted": {"Owner": "has nobody else"},
	},
	"hide_loss": {
		"codes": ["cheque/write", "stock/delete", "stock/read"],
		"reason": {"en": "hides a loss", "fr": "cache une perte"},
		"accepted": {},
	},
}}

silent := [set(), set()]

undecided := [set(), {{"code": "reaches_undecided", "params": {}}}]

pay_oneself := [
	{{"code": "toxic_pair", "params": {
		"pairs": ["pay_oneself"],
		"codes": ["cheque/write", "invoice/create"],
		"reasons": ["writes and pays"],
		"reasons_fr": ["écrit et paie"],
	}}},
	set(),
]

both := [
	{{"code": "toxic_pair", "params": {
		"pairs": ["hide_loss", "pay_oneself"],
		"codes": ["cheque/write", "invoice/create", "stock/delete", "stock/read"],
		"reasons": ["hides a loss", "writes and pays"],
		"reasons_fr": ["cache une perte", "écrit et paie"],
	}}},
	set(),
]

verdict(row) := verdict_by(row, sets)

verdict_by(row, pairs) := [violation, not_evaluable] if {
	violation := toxic_pair.violation with input as row
		with data.reeve.toxic_pairs as pairs
		with data.reeve.categories as categories
	not_evaluable := toxic_pair.not_evaluable with input as row
		with data.reeve.toxic_pairs as pairs
		with data.reeve.categories as categories
}

row(job, codes, reaches_undecided) := {
	"identity": {"job": job},
	"holder": {"codes": codes, "reaches_undecided": reaches_undecided},
}

test_found_if_one_person_holds_all_of_a_set if {
	verdict(row("Clerk", ["cheque/write", "invoice/create", "stock/read"], false)) == pay_oneself
	verdict(row(null, ["cheque/write", "invoice/create"], false)) == pay_oneself
}

test_one_finding_names_every_set if {
	verdict(row("Clerk", ["cheque/write", "invoice/create", "stock/delete", "stock/read"], false)) == both
}

test_silent_on_a_part_of_a_set if {
	verdict(row("Clerk", [], false)) == silent
	verdict(row("Clerk", ["cheque/write", "invoice/read"], false)) == silent
	verdict(row("Clerk", ["cheque/write", "stock/delete"], false)) == silent
}

test_silent_if_accepted_for_the_job if {
	verdict(row("Owner", ["cheque/write", "invoice/create"], false)) == silent
}

test_accepted_for_the_job_is_that_set_alone if {
	codes := ["cheque/write", "invoice/create", "stock/delete", "stock/read"]
	[violation, not_evaluable] := verdict(row("Owner", codes, false))
	not_evaluable == set()
	{finding.params.pairs | some finding in violation} == {["hide_loss"]}
}

test_not_evaluable_if_something_unclassified_may_complete_a_set if {
	verdict(row("Clerk", ["cheque/write"], true)) == undecided
	verdict(row("Owner", ["cheque/write", "invoice/create"], true)) == undecided
	verdict({"identity": {"job": "Clerk"}, "holder": {"codes": []}}) == undecided
}

test_found_is_found_whatever_else_is_unclassified if {
	verdict(row("Clerk", ["cheque/write", "invoice/create"], true)) == pay_oneself
}

test_nobody_is_judged_by_a_misspelt_set if {
	every code in ["check/write", "cheque/rite", "cheque", "cheque/write/now"] {
		pairs := object.union(sets, {"pairs": {"hide_loss": {"codes": ["stock/read", code]}}})
		verdict_by(row("Clerk", [], false), pairs) == [set(), {{
			"code": "unknown_code",
			"params": {"codes": [code]},
		}}]
	}
}

test_every_action_may_stand_in_a_set if {
	every action in ["read", "write", "create", "delete", "execute", "administer", "other"] {
		pairs := object.union(sets, {"pairs": {"hide_loss": {"codes": [concat("/", ["stock", action])]}}})
		verdict_by(row("Clerk", [], false), pairs) == silent
	}
}

test_the_shipped_sets if {
	broker := ["review_moderation/delete", "reviewer_identity/read"]
	{finding.params.pairs | some finding in toxic_pair.violation} == {["review_for_sale"]} with input as row("Review Moderator", broker, false)
	one_hand := ["account_reinstatement/execute", "account_reinstatement/write"]
	{finding.params.pairs | some finding in toxic_pair.violation} == {["suspend_and_restore"]} with input as row("Vice President", one_hand, false)
	profile := ["customer_email/read", "purchase_behaviour/read"]
	count(toxic_pair.violation) == 0 with input as row("Fraud Analyst", profile, false)
	count(toxic_pair.violation) == 1 with input as row("Support Agent", profile, false)
	count(toxic_pair.not_evaluable) == 0 with input as row("Support Agent", profile, false)
}
