package reeve.rules.lifecycle.regranted_test

import data.reeve.rules.lifecycle.regranted

found := {{"code": "came_back", "params": {}}}

access(again, usability) := {"access": {"regranted": again, "usability": usability}}

test_found_if_it_works_or_may_work if {
	every usability in ["usable", "assumable", null] {
		regranted.violation == found with input as access(true, usability)
	}
}

test_silent_if_it_gives_nothing if {
	regranted.violation == set() with input as access(true, "latent")
}

test_silent_if_it_was_never_revoked if {
	every usability in ["usable", "latent", null] {
		regranted.violation == set() with input as access(false, usability)
	}
}
