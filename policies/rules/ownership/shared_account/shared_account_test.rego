package reeve.rules.ownership.shared_account_test

import data.reeve.rules.ownership.shared_account

found := {{"code": "shared", "params": {}}}

account(changes) := {"account": object.union(
	{"kind": "shared", "enabled": true, "categories": ["customer_email"], "reaches_undecided": false},
	changes,
)}

test_found_if_it_is_shared if {
	shared_account.violation == found with input as account({})
	shared_account.violation == found with input as account({"enabled": null})
	shared_account.violation == found with input as account({"categories": [], "reaches_undecided": true})
}

test_silent_on_other_kinds if {
	every kind in ["person", "service", "machine", "break_glass", null] {
		shared_account.violation == set() with input as account({"kind": kind})
	}
}

test_silent_if_it_is_disabled_or_reaches_nothing if {
	shared_account.violation == set() with input as account({"enabled": false})
	shared_account.violation == set() with input as account({"categories": []})
}
