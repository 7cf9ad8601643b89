package reeve.rules.lifecycle.inactive_account_test

import data.reeve.rules.lifecycle.inactive_account

silent := [set(), set()]

found(band) := [{{"code": "inactive", "params": {"band": band}}}, set()]

unknown := [set(), {{"code": "sign_in_unknown", "params": {}}}]

verdict(row) := [violation, not_evaluable] if {
	violation := inactive_account.violation with input as row with data.reeve.thresholds.inactive_days as 90
	not_evaluable := inactive_account.not_evaluable with input as row with data.reeve.thresholds.inactive_days as 90
}

account(changes) := {"account": object.union(
	{
		"kind": "person",
		"enabled": true,
		"categories": ["customer_email"],
		"reaches_undecided": false,
		"sign_in_band": "90-179",
	},
	changes,
)}

test_found_from_the_threshold_on if {
	every band in ["90-179", "365+", "ages"] {
		verdict(account({"sign_in_band": band})) == found(band)
	}
	every band in ["0-29", "30-89"] {
		verdict(account({"sign_in_band": band})) == silent
	}
}

test_not_evaluable_if_no_source_tells if {
	verdict(account({"sign_in_band": null})) == unknown
	verdict(account({"sign_in_band": null, "enabled": null, "kind": null})) == unknown
}

test_found_whatever_else_is_unknown if {
	verdict(account({"enabled": null, "kind": null})) == found("90-179")
}

test_found_if_it_reaches_only_something_unclassified if {
	verdict(account({"categories": [], "reaches_undecided": true})) == found("90-179")
}

test_silent_on_what_is_disabled_or_reaches_nothing_or_waits if {
	every band in ["365+", null] {
		verdict(account({"sign_in_band": band, "enabled": false})) == silent
		verdict(account({"sign_in_band": band, "categories": []})) == silent
		verdict(account({"sign_in_band": band, "kind": "break_glass"})) == silent
	}
}

test_the_shipped_threshold if {
	count(inactive_account.violation) == 1 with input as account({})
	count(inactive_account.violation) == 0 with input as account({"sign_in_band": "30-89"})
}
