package reeve.rules.privilege.member_administrator_test

import data.reeve.rules.privilege.member_administrator

matrix := {
	"categories": ["mail", "orders"],
	"jobs": {
		"Keeper": [{"category": "mail", "actions": ["read", "write", "administer"], "purpose": "operations"}],
		"Clerk": [{"category": "mail", "actions": ["read"], "purpose": "support"}],
	},
}

silent := [set(), set()]

found(jobs) := [{{"code": "may_add_members", "params": {"jobs": jobs}}}, set()]

verdict(jobs, categories) := asked(jobs, categories, false)

asked(jobs, categories, undecided) := [violation, not_evaluable] if {
	row := {"principal": {"administered_by_jobs": jobs, "categories": categories, "reaches_undecided": undecided}}
	violation := member_administrator.violation with input as row with data.reeve.authorisation_matrix as matrix
	not_evaluable := member_administrator.not_evaluable with input as row with data.reeve.authorisation_matrix as matrix
}

test_found_if_some_job_does_not_administer if {
	verdict(["Clerk", "Keeper"], ["mail"]) == found(["Clerk"])
	verdict(["Keeper"], ["mail", "orders"]) == found(["Keeper"])
}

test_silent_if_all_administer_or_nobody_does if {
	verdict(["Keeper"], ["mail"]) == silent
	verdict([], ["mail"]) == silent
}

test_silent_if_it_reaches_no_customer_data if {
	every jobs in [["Clerk"], ["Nobody"], null] {
		verdict(jobs, []) == silent
	}
}

test_not_evaluable if {
	verdict(["Nobody"], ["mail"]) == [set(), {{"code": "job_not_in_matrix", "params": {"jobs": ["Nobody"]}}}]
	verdict(null, ["mail"]) == [set(), {{"code": "job_unknown", "params": {}}}]
}

test_not_evaluable_if_unclassified if {
	asked(["Keeper"], [], true) == [set(), {{"code": "unclassified", "params": {}}}]
	asked([], [], true) == silent
}

test_found_and_not_evaluable_at_once if {
	verdict(["Clerk", "Nobody"], ["mail"]) == [
		{{"code": "may_add_members", "params": {"jobs": ["Clerk"]}}},
		{{"code": "job_not_in_matrix", "params": {"jobs": ["Nobody"]}}},
	]
}
