package reeve.lib.person_test

import data.reeve.lib.person

states := ["none", "planned", "passed", null]

table[status] := {"left": left, "still_here": still_here} if {
	some status in ["active", "leave", "suspended", "future", "left", "other"]
	left := [end_state | some end_state in states; person.left(status, end_state)]
	still_here := [end_state | some end_state in states; person.still_here(status, end_state)]
}

test_every_status_with_every_end if {
	at_work := {"left": ["passed"], "still_here": ["none", "planned", null]}
	table == {
		"active": at_work,
		"leave": at_work,
		"suspended": at_work,
		"future": at_work,
		"left": {"left": states, "still_here": []},
		"other": {"left": ["passed"], "still_here": ["none", "planned"]},
	}
}
