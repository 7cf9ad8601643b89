# METADATA
# title: Which categories a resource carries, by its labels and its name
# description: >-
#   `decision` has at most one member: categories (sorted; empty says that it carries none), confidence (percent) and
#   why. No member: undecided. Labels decide before names, and one sign of a category outweighs every sign that there
#   is none. Each file of this package adds signs of one category; what carries none is in nothing.rego. Names decide
#   `none` only where nothing about a customer can hide behind them: undecided is reported, a wrong `none` is not.
package reeve.classification

import data.reeve.lib.names

decision contains {
	"categories": sort({category | some category in labelled; category != "none"}),
	"confidence": 100,
	"why": "the source says so by a label",
} if {
	count(labelled) > 0
	every category in labelled {
		is_label(category)
	}
}

decision contains {
	"categories": sort({sign.category | some sign in signs}),
	"confidence": min([strongest(sign.category) | some sign in signs]),
	"why": concat("; ", sort({sign.why | some sign in signs})),
} if {
	count(labelled) == 0
	count(signs) > 0
}

decision contains {
	"categories": [],
	"confidence": max([sign.confidence | some sign in signs_of_nothing]),
	"why": concat("; ", sort({sign.why | some sign in signs_of_nothing})),
} if {
	count(labelled) == 0
	count(signs) == 0
	count(signs_of_nothing) > 0
}

labelled := {trim_prefix(label, "category:") |
	some label in input.labels
	startswith(label, "category:")
}

is_label("none")

is_label(category) if data.reeve.categories[category]

strongest(category) := max([sign.confidence | some sign in signs; sign.category == category])

# A table, a view, or a column of one: `table` is the name that tells what its rows are about.
is_column if input.kind == "column"

is_table if input.kind in {"table", "view"}

table := input.parent_name if {
	is_column
	is_string(input.parent_name)
}

table := input.name if is_table

is_row_data if is_column

is_row_data if is_table

is_system_schema if input.schema in system_schemas

system_schemas := {"pg_catalog", "information_schema"}

customers := {
	"customer", "customers", "client", "clients", "buyer", "buyers", "shopper", "shoppers", "consumer", "consumers",
	"subscriber", "subscribers", "recipient", "recipients",
}

staff := {
	"employee", "employees", "staff", "personnel", "payroll", "hr", "worker", "workers", "applicant", "applicants",
	"candidate", "candidates",
}

others := staff | {
	"supplier", "suppliers", "shipper", "shippers", "carrier", "carriers", "courier", "couriers", "seller", "sellers",
	"merchant", "merchants", "vendor", "vendors", "warehouse", "warehouses", "store", "stores", "branch", "branches",
	"partner", "partners", "manufacturer", "manufacturers", "company", "support", "sender",
}

# The name or its table says that it is about somebody else than customers, or the schema that it is about staff.
about_others if {
	says(others)
	not names_customers
}

about_others if {
	table_says(others)
	not names_customers
}

about_others if {
	count(names.phrases(input.schema) & staff) > 0
	not names_customers
}

names_customers if says(customers)

names_customers if table_says(customers)

# Some phrase of the list stands in the name, or in the table's name.
says(list) if count(phrases & list) > 0

table_says(list) if count(table_phrases & list) > 0

phrases := names.phrases(input.name)

plain_name := names.plain(input.name)

table_phrases := names.phrases(table)

core_table := names.core(table)
