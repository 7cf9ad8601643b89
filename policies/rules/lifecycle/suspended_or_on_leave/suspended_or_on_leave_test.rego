package reeve.rules.lifecycle.suspended_or_on_leave_test

import data.reeve.rules.lifecycle.suspended_or_on_leave

silent := [set(), set()]

found(code) := [{{"code": code, "params": {}}}, set()]

unknown := [set(), {{"code": "status_unknown", "params": {}}}]

verdict(row) := [violation, not_evaluable] if {
	violation := suspended_or_on_leave.violation with input as row
	not_evaluable := suspended_or_on_leave.not_evaluable with input as row
}

row(status, end_state, changes) := {
	"identity": {"status": status, "end_state": end_state},
	"access": object.union({"usability": "usable", "public_only": false}, changes),
}

test_found_whatever_the_end if {
	every end_state in ["none", "planned", null] {
		verdict(row("suspended", end_state, {})) == found("suspended")
		verdict(row("leave", end_state, {})) == found("on_leave")
	}
}

test_found_if_the_access_may_work if {
	every usability in ["assumable", null] {
		verdict(row("leave", "none", {"usability": usability})) == found("on_leave")
	}
}

test_silent_on_who_works_or_has_left if {
	every status in ["active", "future", "left"] {
		verdict(row(status, "none", {})) == silent
	}
	every status in ["suspended", "leave", null] {
		verdict(row(status, "passed", {})) == silent
	}
}

test_not_evaluable_if_hr_says_nothing if {
	verdict(row(null, "none", {})) == unknown
	verdict(row(null, null, {})) == unknown
}

test_silent_on_latent_access_and_what_everybody_has if {
	every status in ["suspended", "leave", null] {
		verdict(row(status, "none", {"usability": "latent"})) == silent
		verdict(row(status, "none", {"public_only": true})) == silent
	}
}
