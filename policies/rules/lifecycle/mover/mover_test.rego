package reeve.rules.lifecycle.mover_test

import data.reeve.rules.lifecycle.mover

silent := [set(), set()]

found(band) := [{{"code": "kept", "params": {"band": band}}}, set()]

unknown := [set(), {{"code": "since_unknown", "params": {}}}]

verdict(row) := [violation, not_evaluable] if {
	violation := mover.violation with input as row with data.reeve.thresholds.mover_days as 30
	not_evaluable := mover.not_evaluable with input as row with data.reeve.thresholds.mover_days as 30
}

row(kept, band, changes) := {
	"identity": {"job_age_band": band},
	"access": object.union(
		{"kept_from_old_job": kept, "usability": "usable", "public_only": false, "option_only": false},
		changes,
	),
}

test_found_after_the_handover if {
	verdict(row(true, "30-89", {})) == found("30-89")
	verdict(row(true, "365+", {"usability": null})) == found("365+")
	verdict(row(true, null, {})) == found(null)
}

test_silent_during_the_handover if {
	verdict(row(true, "0-29", {})) == silent
	verdict(row(null, "0-29", {})) == silent
}

test_silent_if_it_came_with_the_job if {
	verdict(row(false, "365+", {})) == silent
	verdict(row(false, null, {})) == silent
}

test_not_evaluable_if_it_is_not_known_since_when if {
	verdict(row(null, "30-89", {})) == unknown
	verdict(row(null, null, {})) == unknown
}

test_silent_if_the_path_is_cut_or_everybodys_or_only_to_grant if {
	every changes in [{"usability": "latent"}, {"public_only": true}, {"option_only": true}] {
		every kept in [true, null] {
			verdict(row(kept, "365+", changes)) == silent
		}
	}
}

test_the_shipped_threshold if {
	count(mover.violation) == 1 with input as row(true, "30-89", {})
	count(mover.violation) == 0 with input as row(true, "0-29", {})
}
