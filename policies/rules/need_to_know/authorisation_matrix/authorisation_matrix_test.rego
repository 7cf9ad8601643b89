package reeve.rules.need_to_know.authorisation_matrix_test

import data.reeve.rules.need_to_know.authorisation_matrix as rule

matrix := {
	"categories": ["orders", "mail"],
	"jobs": {
		"Clerk": [
			{"category": "orders", "actions": ["read", "write"], "purpose": "delivery"},
			{"category": "orders", "actions": ["delete"], "purpose": "correction"},
		],
		"Porter": [],
	},
}

silent := [set(), set()]

found(job, action, categories) := [
	{{"code": "not_authorised", "params": {"job": job, "action": action, "categories": categories}}},
	set(),
]

verdict(row) := [violation, not_evaluable] if {
	violation := rule.violation with input as row with data.reeve.authorisation_matrix as matrix
	not_evaluable := rule.not_evaluable with input as row with data.reeve.authorisation_matrix as matrix
}

row(job, action, categories) := {
	"identity": {"job": job},
	"access": {"action": action, "usability": "usable", "public_only": false, "option_only": false},
	"resource": {"categories": categories},
}

test_silent_if_a_row_of_the_job_covers_it if {
	every action in ["read", "write", "delete"] {
		verdict(row("Clerk", action, ["orders"])) == silent
	}
}

test_found_if_the_action_is_not_listed if {
	every action in ["execute", "other"] {
		verdict(row("Clerk", action, ["orders"])) == found("Clerk", action, ["orders"])
	}
}

test_a_change_beyond_reading_is_for_another_rule if {
	verdict(row("Clerk", "create", ["orders"])) == silent
	verdict(row("Clerk", "create", ["mail", "orders"])) == found("Clerk", "create", ["mail"])
}

test_administering_is_for_another_rule if {
	verdict(row("Clerk", "administer", ["mail", "orders"])) == silent
}

test_found_if_the_category_is_not_listed if {
	verdict(row("Clerk", "read", ["mail"])) == found("Clerk", "read", ["mail"])
}

test_only_what_is_not_covered_is_named if {
	verdict(row("Clerk", "read", ["mail", "orders"])) == found("Clerk", "read", ["mail"])
}

test_an_empty_list_justifies_nothing if {
	verdict(row("Porter", "read", ["mail", "orders"])) == found("Porter", "read", ["mail", "orders"])
}

test_not_evaluable_if_the_job_is_missing_from_the_matrix if {
	verdict(row("clerk", "read", ["orders"])) == [set(), {{
		"code": "job_not_in_matrix",
		"params": {"job": "clerk"},
	}}]
}

test_not_evaluable_if_the_category_is_missing_from_the_matrix if {
	unknown := {{"code": "category_not_in_matrix", "params": {"categories": ["voice"]}}}
	verdict(row("Clerk", "read", ["orders", "voice"])) == [set(), unknown]
	verdict(row("Clerk", "read", ["mail", "voice"])) == [found("Clerk", "read", ["mail"])[0], unknown]
}

test_found_if_the_access_may_work if {
	every usability in ["assumable", null] {
		wanted := object.union(row("Porter", "read", ["mail"]), {"access": {"usability": usability}})
		verdict(wanted) == found("Porter", "read", ["mail"])
	}
}

test_silent_if_the_path_is_cut_or_everybodys_or_only_to_grant if {
	every changes in [{"usability": "latent"}, {"public_only": true}, {"option_only": true}] {
		every base in [row("Porter", "read", ["mail"]), row("clerk", "read", ["voice"])] {
			verdict(object.union(base, {"access": changes})) == silent
		}
	}
}

test_the_shipped_matrix_decides_for_the_shipped_jobs if {
	count(rule.violation) == 0 with input as row("Support Agent", "read", ["customer_email"])
	count(rule.violation) == 1 with input as row("Support Agent", "read", ["reviewer_identity"])
	count(rule.violation) == 1 with input as row("Vice President", "read", ["sales_metrics"])
}
