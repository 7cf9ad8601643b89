package reeve.rules.waiver.expired_test

import data.reeve.rules.waiver.expired

found := {{"code": "expired", "params": {}}}

waiver(state, covers) := {"waiver": {"state": state, "covers_open_finding": covers}}

test_found_if_what_it_accepted_is_still_there if {
	expired.violation == found with input as waiver("expired", true)
}

test_silent_if_nothing_is_open if {
	expired.violation == set() with input as waiver("expired", false)
}

test_silent_in_every_other_state if {
	every state in ["future", "in_force", "revoked"] {
		expired.violation == set() with input as waiver(state, true)
	}
}

test_found_if_it_is_not_told_whether_something_is_open if {
	expired.violation == found with input as {"waiver": {"state": "expired"}}
}
