package reeve.rules.ownership.no_group_owner_test

import data.reeve.rules.ownership.no_group_owner

found(code) := {{"code": code, "params": {}}}

principal(changes) := {"principal": object.union(
	{"kind": "role", "categories": ["customer_email"], "reaches_undecided": false, "has_owner": false},
	changes,
)}

test_found_if_nobody_answers_for_it if {
	every kind in ["group", "role"] {
		no_group_owner.violation == found("no_owner") with input as principal({"kind": kind})
	}
	no_group_owner.violation == found("no_owner") with input as principal({"reaches_undecided": true})
	unclassified := principal({"categories": [], "reaches_undecided": true})
	no_group_owner.violation == found("no_owner_unclassified") with input as unclassified
}

test_silent_if_somebody_does_or_it_reaches_nothing_or_is_everybody if {
	no_group_owner.violation == set() with input as principal({"has_owner": true})
	no_group_owner.violation == set() with input as principal({"categories": []})
	no_group_owner.violation == set() with input as principal({"kind": "public"})
}
