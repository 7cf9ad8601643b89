package reeve.naming.search_terms

import data.reeve.lib.named

signs contains {"category": "search_terms", "confidence": 90, "why": "the column name says what was searched for"} if {
	named.is_column
	not named.is_system_schema
	named.says(searched)
	not named.says(about_searching)
}

signs contains {"category": "search_terms", "confidence": 60, "why": "the column name says the text of a query"} if {
	named.is_column
	not named.is_system_schema
	named.plain_name in {"query_text", "query_string", "user_query", "customer_query", "typed_query"}
	not named.table_says(of_databases)
}

signs contains {"category": "search_terms", "confidence": 80, "why": "it stands in a table of searches"} if {
	named.is_row_data
	not named.is_system_schema
	named.core_table in search_tables
}

searched := {
	"search_term", "search_terms", "search_query", "search_queries", "search_text", "search_phrase", "search_phrases",
	"search_string", "search_keyword", "search_keywords", "searched_text", "searched_for", "searched_terms",
}

about_searching := {
	"id", "ids", "count", "version", "index", "vector", "config", "weight", "boost", "locale", "length", "enabled",
}

of_databases := {"sql", "db", "database", "slow", "statement", "statements", "report", "reports", "dashboard", "dashboards", "bi"}

search_tables := {
	"search", "searches", "search_query", "search_queries", "search_term", "search_terms", "search_event",
	"search_events", "search_request", "search_requests", "search_keyword", "search_keywords", "search_phrases",
	"site_search", "site_searches", "user_search", "user_searches", "customer_search", "customer_searches",
	"saved_search", "saved_searches", "product_search", "product_searches",
}
