package reeve.rules.privilege.beyond_matrix_test

import data.reeve.rules.privilege.beyond_matrix

matrix := {
	"categories": ["mail", "orders"],
	"jobs": {
		"Keeper": [{"category": "mail", "actions": ["read", "write", "administer"], "purpose": "operations"}],
		"Clerk": [{"category": "mail", "actions": ["read"], "purpose": "support"}],
	},
}

silent := [set(), set()]

found(job, categories) := [{{"code": "beyond_matrix", "params": {"job": job, "categories": categories}}}, set()]

unknown(codes) := [set(), {{"code": code, "params": {}} | some code in codes}]

verdict(row) := [violation, not_evaluable] if {
	violation := beyond_matrix.violation with input as row with data.reeve.authorisation_matrix as matrix
	not_evaluable := beyond_matrix.not_evaluable with input as row with data.reeve.authorisation_matrix as matrix
}

row(job, privileged, changes) := {
	"identity": {"job": job},
	"access": object.union(
		{"privileged_categories": privileged, "usability": "usable", "public_only": false},
		changes,
	),
}

test_found_if_the_job_does_not_administer_it if {
	verdict(row("Clerk", ["mail"], {})) == found("Clerk", ["mail"])
	verdict(row("Keeper", ["mail", "orders"], {})) == found("Keeper", ["orders"])
	verdict(row("Clerk", ["mail"], {"usability": null})) == found("Clerk", ["mail"])
}

test_silent_if_the_job_administers_it_or_it_is_ordinary if {
	verdict(row("Keeper", ["mail"], {})) == silent
	verdict(row("Clerk", [], {})) == silent
	verdict(row(null, [], {})) == silent
}

test_not_evaluable if {
	verdict(row(null, ["mail"], {})) == unknown(["job_not_in_matrix"])
	verdict(row("Nobody", ["mail"], {})) == unknown(["job_not_in_matrix"])
	verdict(row("Clerk", null, {})) == unknown(["unclassified"])
	verdict(row("Nobody", null, {})) == unknown(["job_not_in_matrix", "unclassified"])
}

test_silent_if_it_is_cut_or_has_to_be_assumed_or_is_everybodys if {
	every changes in [{"usability": "latent"}, {"usability": "assumable"}, {"public_only": true}] {
		verdict(row("Clerk", ["mail"], changes)) == silent
		verdict(row(null, null, changes)) == silent
	}
}

test_the_shipped_matrix if {
	count(beyond_matrix.violation) == 0 with input as row("Database Administrator", ["customer_email"], {})
	count(beyond_matrix.violation) == 1 with input as row("Software Engineer", ["customer_email"], {})
}
