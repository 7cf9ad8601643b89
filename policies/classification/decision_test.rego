package reeve.classification_test

import data.reeve.classification

categories := {"customer_email": {}, "reviewer_identity": {}}

of(row) := decision if {
	base := {"kind": "column", "parent_name": "things", "schema": "public", "labels": []}
	decision := classification.decision with input as object.union(base, row) with data.reeve.categories as categories
}

test_a_label_decides_before_the_name if {
	every name in ["notes", "email", "created_at"] {
		of({"name": name, "labels": ["category:reviewer_identity", "tier:gold"]}) == {{
			"categories": ["reviewer_identity"],
			"confidence": 100,
			"why": "the source says so by a label",
		}}
	}
}

test_a_label_may_say_none if {
	of({"name": "email", "labels": ["category:none"]}) == {{
		"categories": [],
		"confidence": 100,
		"why": "the source says so by a label",
	}}
}

test_none_beside_a_category_is_not_none if {
	labels := ["category:none", "category:reviewer_identity", "category:customer_email"]
	{decision.categories | some decision in of({"name": "x", "labels": labels})} == {["customer_email", "reviewer_identity"]}
}

test_a_label_that_names_no_category_leaves_it_undecided if {
	every labels in [["category:custmer_email"], ["category:none", "category:custmer_email"]] {
		of({"name": "created_at", "labels": labels}) == set()
		of({"name": "email", "labels": labels}) == set()
	}
}

test_signs_of_several_categories_are_joined if {
	of({"name": "reviewer_email", "parent_name": "reviews"}) == {{
		"categories": ["customer_email", "reviewer_identity"],
		"confidence": 90,
		"why": concat("; ", [
			"it says who wrote a product review",
			"it stands in a table of product reviews",
			"the column name says contact data",
		]),
	}}
}

test_the_weakest_category_gives_the_confidence_the_strongest_sign_of_each_counts if {
	of({"name": "customer_id", "parent_name": "reviews"}) == {{
		"categories": ["reviewer_identity"],
		"confidence": 95,
		"why": "it says who wrote a product review; it stands in a table of product reviews",
	}}
}

test_a_sign_of_a_category_outweighs_signs_of_none if {
	of({"name": "created_at", "parent_name": "customers"}) == {{
		"categories": ["customer_email"],
		"confidence": 60,
		"why": "it stands in a table of customers",
	}}
}

test_none_says_why if {
	of({"name": "created_at"}) == {{"categories": [], "confidence": 80, "why": "a technical column"}}
	of({"name": "created_at", "schema": "pg_catalog"}) == {{
		"categories": [],
		"confidence": 100,
		"why": "a system schema; a technical column",
	}}
}

test_undecided_has_no_member if {
	of({"name": "notes"}) == set()
	of({"name": "email", "labels": null, "schema": null, "parent_name": null, "kind": "share"}) == set()
}

test_missing_surroundings_do_not_hide_a_name if {
	every missing in [{"parent_name": null}, {"schema": null}, {"labels": null}, {"parent_name": "", "schema": ""}] {
		decisions := of(object.union({"name": "email"}, missing))
		{decision.categories | some decision in decisions} == {["customer_email"]}
	}
}

test_a_routine_with_the_rights_of_its_caller_shows_nothing_new if {
	of({"kind": "routine", "name": "f(integer)", "labels": ["security_invoker"]}) == {{
		"categories": [],
		"confidence": 90,
		"why": "it works with the rights of its caller",
	}}
	of({"kind": "routine", "name": "f(integer)", "labels": ["security_definer"]}) == set()
}
