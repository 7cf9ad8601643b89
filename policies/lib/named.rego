# METADATA
# title: What the name of a resource says
# description: >-
#   Questions about the input of policies/classification (kind, name, parent_name, schema): whether it is a column, which
#   phrases stand in its name and its table's, and whether it is about somebody else than customers.
package reeve.lib.named

import data.reeve.lib.names

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
