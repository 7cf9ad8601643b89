package reeve.rules.privilege.assumable_role_test

import data.reeve.rules.privilege.assumable_role

matrix := {
	"categories": ["mail", "orders"],
	"jobs": {
		"Keeper": [{"category": "mail", "actions": ["read", "write", "administer"], "purpose": "operations"}],
		"Clerk": [{"category": "mail", "actions": ["read"], "purpose": "support"}],
	},
}

silent := [set(), set()]

found(jobs) := [{{"code": "assumable", "params": {"jobs": jobs}}}, set()]

verdict(row) := [violation, not_evaluable] if {
	violation := assumable_role.violation with input as row with data.reeve.authorisation_matrix as matrix
	not_evaluable := assumable_role.not_evaluable with input as row with data.reeve.authorisation_matrix as matrix
}

role(jobs, changes) := {"principal": object.union(
	{"privileged": true, "categories": ["mail"], "reaches_undecided": false, "assumed_by_jobs": jobs},
	changes,
)}

test_found_if_some_job_does_not_administer if {
	verdict(role(["Clerk", "Keeper"], {})) == found(["Clerk"])
	verdict(role(["Keeper"], {"categories": ["mail", "orders"]})) == found(["Keeper"])
}

test_silent_if_all_administer_or_nobody_assumes_it if {
	verdict(role(["Keeper"], {})) == silent
	verdict(role([], {})) == silent
	verdict(role([], {"reaches_undecided": true})) == silent
}

test_silent_if_it_is_not_privileged if {
	every jobs in [["Clerk"], ["Nobody"], null] {
		verdict(role(jobs, {"privileged": false, "reaches_undecided": true})) == silent
	}
}

test_not_evaluable if {
	verdict(role(["Nobody"], {})) == [set(), {{"code": "job_not_in_matrix", "params": {"jobs": ["Nobody"]}}}]
	verdict(role(null, {})) == [set(), {{"code": "job_unknown", "params": {}}}]
	verdict(role(["Keeper"], {"reaches_undecided": true})) == [set(), {{"code": "unclassified", "params": {}}}]
}

test_found_and_not_evaluable_at_once if {
	verdict(role(["Clerk", "Nobody"], {})) == [
		{{"code": "assumable", "params": {"jobs": ["Clerk"]}}},
		{{"code": "job_not_in_matrix", "params": {"jobs": ["Nobody"]}}},
	]
}
