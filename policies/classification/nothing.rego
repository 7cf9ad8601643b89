package reeve.classification

import data.reeve.lib.names

# What the server keeps about itself. Not pg_toast: long values of customers' rows stand there.
signs_of_nothing contains {"confidence": 100, "why": "a system schema"} if is_system_schema

signs_of_nothing contains {"confidence": 100, "why": "a system schema"} if {
	input.kind == "schema"
	input.name in system_schemas
}

signs_of_nothing contains {"confidence": 95, "why": "a record of schema changes"} if {
	is_row_data
	names.plain(table) in {
		"schema_migrations", "flyway_schema_history", "alembic_version", "databasechangelog", "databasechangeloglock",
		"goose_db_version", "ar_internal_metadata",
	}
}

signs_of_nothing contains {"confidence": 90, "why": "a public list"} if {
	is_row_data
	names.plain(table) in {"country", "countries", "currency", "currencies", "language", "languages", "time_zones", "timezones"}
	is_entry_of_a_list
}

signs_of_nothing contains {"confidence": 80, "why": "a technical column"} if {
	is_column
	plain_name in {
		"created_at", "updated_at", "modified_at", "deleted_at", "inserted_at", "created_on", "updated_on", "modified_on",
		"row_version", "lock_version", "schema_version", "version", "sort_order", "display_order", "is_deleted", "is_active",
	}
}

is_entry_of_a_list if is_table

is_entry_of_a_list if {
	is_column
	plain_name in {
		"id", "code", "name", "label", "iso_code", "alpha", "symbol", "country_id", "currency_id", "language_id",
		"country_code", "currency_code", "language_code", "country_name", "currency_name", "language_name", "utc_offset",
	}
}
