package reeve.rules.privilege.grant_option_test

import data.reeve.rules.privilege.grant_option

matrix := {
	"categories": ["mail", "orders"],
	"jobs": {
		"Keeper": [{"category": "mail", "actions": ["read", "administer"], "purpose": "operations"}],
		"Clerk": [{"category": "mail", "actions": ["read", "write"], "purpose": "support"}],
	},
}

silent := [set(), set()]

found(code, job, categories) := [{{"code": code, "params": {"job": job, "categories": categories}}}, set()]

unknown(code) := [set(), {{"code": code, "params": {}}}]

verdict(row) := [violation, not_evaluable] if {
	violation := grant_option.violation with input as row with data.reeve.authorisation_matrix as matrix
	not_evaluable := grant_option.not_evaluable with input as row with data.reeve.authorisation_matrix as matrix
}

row(job, categories, changes) := {
	"identity": {"job": job},
	"access": object.union({"grant_option": true, "option_only": false, "usability": "usable"}, changes),
	"resource": {"categories": categories},
}

without := {"grant_option": false}

only_to_grant := {"option_only": true}

test_found_if_the_job_does_not_administer_it if {
	verdict(row("Clerk", ["mail"], {})) == found("may_grant", "Clerk", ["mail"])
	verdict(row("Keeper", ["mail", "orders"], {})) == found("may_grant", "Keeper", ["orders"])
	verdict(row("Keeper", ["voice"], {})) == found("may_grant", "Keeper", ["voice"])
}

test_found_if_it_is_only_to_grant if {
	verdict(row("Clerk", ["mail"], only_to_grant)) == found("may_grant_only", "Clerk", ["mail"])
	verdict(row("Clerk", ["mail"], object.union(without, only_to_grant))) == found("may_grant_only", "Clerk", ["mail"])
}

test_silent_if_the_job_administers_it if {
	verdict(row("Keeper", ["mail"], {})) == silent
	verdict(row("Keeper", ["mail"], only_to_grant)) == silent
}

test_silent_without_the_option_whatever_is_unknown if {
	verdict(row("Clerk", ["mail"], without)) == silent
	verdict(row(null, ["mail"], without)) == silent
	verdict(row("Clerk", null, without)) == silent
	verdict(row("Nobody", null, without)) == silent
}

test_not_evaluable_if_the_matrix_does_not_know_the_job if {
	verdict(row("Nobody", ["mail"], {})) == unknown("job_not_in_matrix")
	verdict(row(null, ["mail"], {})) == unknown("job_not_in_matrix")
}

test_not_evaluable_if_it_is_unclassified if {
	verdict(row("Clerk", null, {})) == unknown("unclassified")
	verdict(row("Clerk", null, only_to_grant)) == unknown("unclassified")
}

test_found_unless_known_to_be_latent if {
	verdict(row("Clerk", ["mail"], {"usability": "assumable"})) == found("may_grant", "Clerk", ["mail"])
	verdict(row("Clerk", ["mail"], {"usability": null})) == found("may_grant", "Clerk", ["mail"])
	verdict(row("Clerk", ["mail"], {"usability": "latent"})) == silent
	verdict(row(null, null, {"usability": "latent"})) == silent
}

test_the_shipped_matrix_lets_database_administrators_grant if {
	count(grant_option.violation) == 0 with input as row("Database Administrator", ["customer_email"], {})
	count(grant_option.violation) == 1 with input as row("Data Engineer", ["customer_email"], {})
}
