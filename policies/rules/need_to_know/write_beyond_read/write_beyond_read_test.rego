package reeve.rules.need_to_know.write_beyond_read_test

import data.reeve.rules.need_to_know.write_beyond_read

matrix := {
	"categories": ["mail", "orders"],
	"jobs": {
		"Keeper": [{"category": "mail", "actions": ["read", "write", "administer"], "purpose": "operations"}],
		"Clerk": [{"category": "mail", "actions": ["read"], "purpose": "support"}],
	},
}

silent := [set(), set()]

found(job, action, categories) := [
	{{"code": "beyond_read", "params": {"job": job, "action": action, "categories": categories}}},
	set(),
]

unknown(codes) := [set(), {{"code": code, "params": {}} | some code in codes}]

verdict(row) := [violation, not_evaluable] if {
	violation := write_beyond_read.violation with input as row with data.reeve.authorisation_matrix as matrix
	not_evaluable := write_beyond_read.not_evaluable with input as row with data.reeve.authorisation_matrix as matrix
}

row(job, action, written, changes) := {
	"identity": {"job": job},
	"access": object.union(
		{
			"action": action,
			"written_categories": written,
			"usability": "usable",
			"public_only": false,
			"option_only": false,
		},
		changes,
	),
}

test_found_if_the_category_is_listed_without_the_action if {
	verdict(row("Clerk", "write", ["mail"], {})) == found("Clerk", "write", ["mail"])
	verdict(row("Keeper", "delete", ["mail", "orders"], {"usability": null})) == found("Keeper", "delete", ["mail"])
}

test_silent_if_the_action_is_listed_or_the_category_is_not if {
	verdict(row("Keeper", "write", ["mail"], {})) == silent
	verdict(row("Clerk", "write", ["orders"], {})) == silent
}

test_silent_if_it_changes_nothing_whatever_is_unknown if {
	verdict(row("Clerk", "read", [], {})) == silent
	verdict(row(null, "read", [], {})) == silent
	verdict(row("Nobody", "write", [], {})) == silent
}

test_not_evaluable if {
	verdict(row(null, "write", ["mail"], {})) == unknown(["job_not_in_matrix"])
	verdict(row("Nobody", "write", ["mail"], {})) == unknown(["job_not_in_matrix"])
	verdict(row("Clerk", "write", null, {})) == unknown(["unclassified"])
	verdict(row(null, "write", null, {})) == unknown(["job_not_in_matrix", "unclassified"])
}

test_silent_if_the_path_is_cut_or_everybodys_or_only_to_grant if {
	every changes in [{"usability": "latent"}, {"public_only": true}, {"option_only": true}] {
		verdict(row("Clerk", "write", ["mail"], changes)) == silent
		verdict(row(null, "write", null, changes)) == silent
	}
}

test_the_shipped_matrix if {
	count(write_beyond_read.violation) == 1 with input as row("Support Agent", "delete", ["customer_email"], {})
	count(write_beyond_read.violation) == 0 with input as row("Data Engineer", "delete", ["customer_email"], {})
}
