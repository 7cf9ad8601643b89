package reeve.rules.privilege.direct_grant_test

import data.reeve.rules.privilege.direct_grant

found := {{"code": "direct", "params": {}}}

access(changes) := {"access": object.union(
	{"direct_only": true, "usability": "usable", "public_only": false, "option_only": false},
	changes,
)}

test_found_if_only_the_account_itself_is_named if {
	direct_grant.violation == found with input as access({})
}

test_silent_if_a_role_gives_it_too if {
	direct_grant.violation == set() with input as access({"direct_only": false})
}

test_found_if_the_access_may_work if {
	direct_grant.violation == found with input as access({"usability": "assumable"})
	direct_grant.violation == found with input as access({"usability": null})
}

test_silent_if_the_path_is_cut_or_everybodys_or_only_to_grant if {
	every changes in [{"usability": "latent"}, {"public_only": true}, {"option_only": true}] {
		direct_grant.violation == set() with input as access(changes)
	}
}
