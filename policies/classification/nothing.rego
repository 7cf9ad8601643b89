package reeve.naming.nothing

import data.reeve.lib.named
import data.reeve.lib.names

# What the server keeps about itself. Not pg_toast: long values of customers' rows stand there.
signs contains {"category": "none", "confidence": 100, "why": "a system schema"} if named.is_system_schema

signs contains {"category": "none", "confidence": 100, "why": "a system schema"} if {
	input.kind == "schema"
	input.name in named.system_schemas
}

signs contains {"category": "none", "confidence": 90, "why": "it works with the rights of its caller"} if {
	input.kind == "routine"
	"security_invoker" in input.labels
}

signs contains {"category": "none", "confidence": 95, "why": "a record of schema changes"} if {
	named.is_row_data
	names.plain(named.table) in {
		"schema_migrations", "flyway_schema_history", "alembic_version", "databasechangelog", "databasechangeloglock",
		"goose_db_version", "ar_internal_metadata",
	}
}

signs contains {"category": "none", "confidence": 90, "why": "a public list"} if {
	named.is_row_data
	names.plain(named.table) in {"country", "countries", "currency", "currencies", "language", "languages", "time_zones", "timezones"}
	is_entry_of_a_list
}

signs contains {"category": "none", "confidence": 80, "why": "a technical column"} if {
	named.is_column
	named.plain_name in {
		"created_at", "updated_at", "modified_at", "deleted_at", "inserted_at", "created_on", "updated_on", "modified_on",
		"row_version", "lock_version", "schema_version", "version", "sort_order", "display_order", "is_deleted", "is_active",
	}
}

is_entry_of_a_list if named.is_table

is_entry_of_a_list if {
	named.is_column
	named.plain_name in {
		"id", "code", "name", "label", "iso_code", "alpha", "symbol", "country_id", "currency_id", "language_id",
		"country_code", "currency_code", "language_code", "country_name", "currency_name", "language_name", "utc_offset",
	}
}
