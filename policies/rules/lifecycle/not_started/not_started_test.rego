package reeve.rules.lifecycle.not_started_test

import data.reeve.rules.lifecycle.not_started

found := {{"code": "not_started", "params": {}}}

row(status, start_state, changes) := {
	"identity": object.union({"status": status, "start_state": start_state, "end_state": "none"}, changes.identity),
	"access": object.union({"usability": "usable", "public_only": false}, changes.access),
}

none := {"identity": {}, "access": {}}

test_found_if_either_statement_says_so if {
	every start_state in ["ahead", "passed", null] {
		not_started.violation == found with input as row("future", start_state, none)
	}
	every status in ["active", "leave", "suspended", null] {
		not_started.violation == found with input as row(status, "ahead", none)
	}
}

test_found_if_the_access_may_work if {
	every usability in ["assumable", null] {
		not_started.violation == found with input as row("future", null, {"identity": {}, "access": {"usability": usability}})
	}
}

test_silent_on_who_has_started if {
	every start_state in ["passed", null] {
		every status in ["active", "leave", "suspended", "left", null] {
			not_started.violation == set() with input as row(status, start_state, none)
		}
	}
}

test_silent_on_who_has_left_before_the_first_day if {
	not_started.violation == set() with input as row("left", "ahead", none)
	not_started.violation == set() with input as row("future", "ahead", {"identity": {"end_state": "passed"}, "access": {}})
}

test_silent_on_latent_access_and_what_everybody_has if {
	every change in [{"usability": "latent"}, {"public_only": true}] {
		not_started.violation == set() with input as row("future", "ahead", {"identity": {}, "access": change})
	}
}
