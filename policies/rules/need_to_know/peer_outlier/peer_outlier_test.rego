package reeve.rules.need_to_know.peer_outlier_test

import data.reeve.rules.need_to_know.peer_outlier

silent := [set(), set()]

found(share) := [{{"code": "outlier", "params": {"share": share}}}, set()]

unknown := [set(), {{"code": "job_unknown", "params": {}}}]

verdict(row) := [violation, not_evaluable] if {
	violation := peer_outlier.violation with input as row with data.reeve.thresholds.peer_outlier_percent as 10
	not_evaluable := peer_outlier.not_evaluable with input as row with data.reeve.thresholds.peer_outlier_percent as 10
}

access(share, changes) := {"access": object.union(
	{"peer_share": share, "usability": "usable", "public_only": false, "option_only": false},
	changes,
)}

test_found_below_the_limit if {
	verdict(access("0-4", {})) == found("0-4")
	verdict(access("5-9", {"usability": null})) == found("5-9")
}

test_silent_from_the_limit_on if {
	verdict(access("10-19", {})) == silent
	verdict(access("50+", {})) == silent
}

test_silent_on_few_peers if {
	verdict(access("few", {})) == silent
}

test_not_evaluable_without_a_job if {
	verdict(access(null, {})) == unknown
}

test_silent_if_the_path_is_cut_or_everybodys_or_only_to_grant if {
	every changes in [{"usability": "latent"}, {"public_only": true}, {"option_only": true}] {
		every share in ["0-4", null] {
			verdict(access(share, changes)) == silent
		}
	}
}

test_the_shipped_limit if {
	count(peer_outlier.violation) == 1 with input as access("0-4", {})
	count(peer_outlier.violation) == 0 with input as access("10-19", {})
}
