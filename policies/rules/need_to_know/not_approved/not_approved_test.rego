package reeve.rules.need_to_know.not_approved_test

import data.reeve.rules.need_to_know.not_approved

silent := [set(), set()]

found(code) := [{{"code": code, "params": {}}}, set()]

unknown := [set(), {{"code": "approvals_unknown", "params": {}}}]

verdict(row) := [violation, not_evaluable] if {
	violation := not_approved.violation with input as row
	not_evaluable := not_approved.not_evaluable with input as row
}

access(approval, changes) := {"access": object.union(
	{"approval": approval, "usability": "usable", "public_only": false, "option_only": false},
	changes,
)}

test_found_by_what_is_on_record if {
	verdict(access("none", {})) == found("no_approval")
	verdict(access("expired", {})) == found("approval_ended")
	verdict(access("other_right", {})) == found("beyond_approval")
}

test_silent_if_approved if {
	verdict(access("approved", {})) == silent
}

test_not_evaluable_if_no_source_tells if {
	verdict(access(null, {})) == unknown
	verdict(access(null, {"usability": null})) == unknown
}

test_found_if_the_access_may_work if {
	verdict(access("none", {"usability": "assumable"})) == found("no_approval")
	verdict(access("none", {"usability": null})) == found("no_approval")
}

test_silent_if_the_path_is_cut_or_everybodys_or_only_to_grant if {
	every changes in [{"usability": "latent"}, {"public_only": true}, {"option_only": true}] {
		every approval in ["none", "expired", "other_right", null] {
			verdict(access(approval, changes)) == silent
		}
	}
}
