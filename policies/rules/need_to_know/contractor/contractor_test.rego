package reeve.rules.need_to_know.contractor_test

import data.reeve.rules.need_to_know.contractor

contractors := {
	"employee": {"unrestricted": true},
	"contractor": {"unrestricted": false, "may": {"search": ["read"], "mail": []}},
	"vendor": {"may": {}},
}

silent := [set(), set()]

found(employment, action, categories) := [
	{{"code": "beyond_contract", "params": {"employment": employment, "action": action, "categories": categories}}},
	set(),
]

verdict(row) := [violation, not_evaluable] if {
	violation := contractor.violation with input as row with data.reeve.contractors as contractors
	not_evaluable := contractor.not_evaluable with input as row with data.reeve.contractors as contractors
}

row(employment, action, categories) := {
	"identity": {"employment": employment},
	"access": {"action": action, "usability": "usable", "public_only": false, "option_only": false},
	"resource": {"categories": categories},
}

test_silent_on_employees if {
	verdict(row("employee", "delete", ["mail"])) == silent
}

test_silent_on_what_the_contract_allows if {
	verdict(row("contractor", "read", ["search"])) == silent
}

test_found_if_the_action_goes_beyond_the_contract if {
	verdict(row("contractor", "write", ["search"])) == found("contractor", "write", ["search"])
}

test_found_if_the_category_is_not_allowed_or_not_listed if {
	verdict(row("contractor", "read", ["mail", "search"])) == found("contractor", "read", ["mail"])
	verdict(row("contractor", "read", ["voice"])) == found("contractor", "read", ["voice"])
}

test_an_entry_that_does_not_say_unrestricted_restricts if {
	verdict(row("vendor", "read", ["search"])) == found("vendor", "read", ["search"])
}

test_not_evaluable_if_the_kind_of_contract_is_not_listed if {
	verdict(row("intern", "read", ["mail"])) == [set(), {{
		"code": "employment_not_listed",
		"params": {"employment": "intern"},
	}}]
}

test_found_if_the_access_may_work if {
	every usability in ["assumable", null] {
		wanted := object.union(row("vendor", "read", ["mail"]), {"access": {"usability": usability}})
		verdict(wanted) == found("vendor", "read", ["mail"])
	}
}

test_silent_if_the_path_is_cut_or_everybodys_or_only_to_grant if {
	every changes in [{"usability": "latent"}, {"public_only": true}, {"option_only": true}] {
		verdict(object.union(row("vendor", "read", ["mail"]), {"access": changes})) == silent
		verdict(object.union(row("intern", "read", ["mail"]), {"access": changes})) == silent
	}
}

test_the_shipped_list_keeps_customer_email_with_employees if {
	count(contractor.violation) == 0 with input as row("employee", "read", ["customer_email"])
	every employment in ["contractor", "vendor", "intern"] {
		count(contractor.violation) == 1 with input as row(employment, "read", ["customer_email"])
	}
}
