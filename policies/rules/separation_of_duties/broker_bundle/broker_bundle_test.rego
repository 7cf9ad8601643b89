package reeve.rules.separation_of_duties.broker_bundle_test

import data.reeve.rules.separation_of_duties.broker_bundle

bundle := {
	"report_from": 2,
	"goods": {
		"addresses": {"codes": ["address/read"], "name": {"en": "addresses", "fr": "les adresses"}},
		"orders": {"codes": ["order/read", "order/export"], "name": {"en": "orders", "fr": "les commandes"}},
		"reviews": {"codes": ["review/delete"], "name": {"en": "reviews", "fr": "les avis"}},
	},
	"accepted": {"Keeper": "keeps all"},
}

found(number, goods, goods_fr) := [
	{{"code": "bundle", "params": {"number": number, "goods": goods, "goods_fr": goods_fr}}},
	set(),
]

silent := [set(), set()]

undecided := [set(), {{"code": "reaches_undecided", "params": {}}}]

row(job, codes, reaches_undecided) := {
	"identity": {"job": job},
	"holder": {"codes": codes, "reaches_undecided": reaches_undecided},
}

verdict(row) := [violation, not_evaluable] if {
	violation := broker_bundle.violation with input as row with data.reeve.broker_bundle as bundle
	not_evaluable := broker_bundle.not_evaluable with input as row with data.reeve.broker_bundle as bundle
}

test_found_from_so_many_goods_on if {
	verdict(row("Clerk", ["address/read", "order/export"], false)) == found(
		2,
		["addresses", "orders"],
		["les adresses", "les commandes"],
	)
	verdict(row(null, ["address/read", "order/read", "review/delete"], true)) == found(
		3,
		["addresses", "orders", "reviews"],
		["les adresses", "les commandes", "les avis"],
	)
}

test_one_good_by_two_codes_counts_once if {
	verdict(row("Clerk", ["order/export", "order/read"], false)) == silent
}

test_silent_on_fewer_or_an_accepted_job if {
	verdict(row("Clerk", ["address/read"], false)) == silent
	verdict(row("Keeper", ["address/read", "order/read"], true)) == silent
}

test_not_evaluable_if_something_unclassified_may_complete_it if {
	verdict(row("Clerk", ["address/read"], true)) == undecided
}

test_the_shipped_bundle if {
	codes := ["customer_email/read", "purchase_behaviour/read", "reviewer_identity/read", "search_terms/read"]
	count(broker_bundle.violation) == 1 with input as row("Support Agent", codes, false)
	count(broker_bundle.violation) == 0 with input as row("Data Protection Officer", codes, false)
}
