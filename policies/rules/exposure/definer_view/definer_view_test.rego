package reeve.rules.exposure.definer_view_test

import data.reeve.rules.exposure.definer_view

view(leaks) := {"resource": {"definer_leaks": leaks}}

test_found_if_it_shows_more if {
	leaks := ["customer_email", "reviewer_identity"]
	definer_view.violation == {{"code": "leak", "params": {"categories": leaks}}} with input as view(leaks)
}

test_silent_if_it_does_not if {
	definer_view.violation == set() with input as view([])
}
