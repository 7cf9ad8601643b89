package reeve.rules.lifecycle.unused_entitlement_test

import data.reeve.rules.lifecycle.unused_entitlement

silent := [set(), set()]

found(band) := [{{"code": "unused", "params": {"band": band}}}, set()]

unknown := [set(), {{"code": "usage_unknown", "params": {}}}]

verdict(row) := verdict_at(row, 90)

verdict_at(row, days) := [violation, not_evaluable] if {
	violation := unused_entitlement.violation with input as row with data.reeve.thresholds.unused_days as days
	not_evaluable := unused_entitlement.not_evaluable with input as row with data.reeve.thresholds.unused_days as days
}

access(changes) := {"access": object.union(
	{"usability": "usable", "public_only": false, "option_only": false, "unused_band": "90-179"},
	changes,
)}

test_found_from_the_threshold_on if {
	every band in ["90-179", "180-364", "365+"] {
		verdict(access({"unused_band": band})) == found(band)
	}
}

test_silent_below_the_threshold if {
	verdict(access({"unused_band": "0-29"})) == silent
	verdict(access({"unused_band": "30-89"})) == silent
}

test_the_threshold_is_data if {
	verdict_at(access({"unused_band": "30-89"}), 30) == found("30-89")
	verdict_at(access({"unused_band": "0-29"}), 30) == silent
	verdict_at(access({"unused_band": "90-179"}), 180) == silent
}

test_a_threshold_inside_a_band_counts_the_whole_band if {
	verdict_at(access({"unused_band": "90-179"}), 179) == found("90-179")
}

test_an_unexpected_band_is_not_taken_for_a_low_one if {
	verdict(access({"unused_band": "ages"})) == found("ages")
}

test_not_evaluable_without_a_log if {
	verdict(access({"unused_band": null})) == unknown
	verdict(access({"unused_band": null, "usability": null})) == unknown
}

test_found_if_the_access_may_work if {
	verdict(access({"usability": "assumable"})) == found("90-179")
	verdict(access({"usability": null})) == found("90-179")
}

test_silent_on_access_that_cannot_be_used_or_is_everybodys if {
	every band in ["90-179", null] {
		verdict(access({"unused_band": band, "usability": "latent"})) == silent
		verdict(access({"unused_band": band, "public_only": true})) == silent
		verdict(access({"unused_band": band, "option_only": true})) == silent
	}
}
