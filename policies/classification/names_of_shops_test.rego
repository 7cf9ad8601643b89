package reeve.names_of_shops_test

import data.reeve.classification

undecided := "undecided"

# What is decided about a name: its categories, or `undecided`.
of(row) := result if {
	decisions := classification.decision with input as row
	result := [decision.categories | some decision in decisions][0]
}

of(row) := undecided if {
	decisions := classification.decision with input as row
	count(decisions) == 0
}

column(table, name) := of({"kind": "column", "name": name, "parent_name": table, "schema": "public", "labels": []})

named(kind, name) := of({"kind": kind, "name": name, "parent_name": "public", "schema": "public", "labels": []})

# Names as "table.column".
columns(listed) := {entry: column(parts[0], parts[1]) |
	some entry in listed
	parts := split(entry, ".")
}

every_one(listed, wanted) := {entry: wanted | some entry in listed}

contact_data := [
	"accounts.email", "accounts.Email", "accounts.e_mail", "accounts.EMAIL_ADDRESS", "accounts.customerEmail",
	"accounts.mail_address", "accounts.email2", "accounts.email_hash", "accounts.mail", "accounts.phone",
	"accounts.phone_number", "accounts.mobile", "accounts.tel", "accounts.address_line_1", "accounts.street",
	"accounts.zip", "accounts.postcode", "accounts.first_name", "accounts.LastName", "accounts.prénom",
	"accounts.email_id", "tickets.customer_name", "shipments.recipient_name", "supplier_customers.email", "visits.store_customer_phone",
	"customers.tier", "v_customers.notes", "stg_customer_addresses_2024.city", "newsletter_subscribers.id",
]

test_contact_data if {
	columns(contact_data) == every_one(contact_data, ["customer_email"])
}

not_contact_data := [
	"mails.email_template_id", "mails.email_template", "mails.email_sent_at", "mails.email_campaign",
	"accounts.email_verified", "accounts.email_opt_in", "accounts.email_count", "accounts.mailbox_size",
	"accounts.ip_address", "accounts.mac_address", "accounts.wallet_address", "accounts.address_id",
	"accounts.phone_model", "accounts.mobile_app_version", "files.zip_file", "accounts.name", "accounts.telemetry",
	"accounts.female", "employees.email", "employees.home_phone", "staff_members.last_name", "suppliers.contact_name",
	"shippers.phone", "sellers.email", "accounts.employee_email", "accounts.support_email", "accounts.company_phone", "suppliers.email_id",
	"hotels.notes", "customer_tiers.name", "customerships.id",
]

test_what_only_sounds_like_contact_data_is_undecided if {
	columns(not_contact_data) == every_one(not_contact_data, undecided)
}

test_staff_by_schema if {
	row := {"kind": "column", "name": "email", "parent_name": "people", "labels": []}
	of(object.union(row, {"schema": "hr"})) == undecided
	of(object.union(row, {"schema": "shop"})) == ["customer_email"]
	of(object.union(row, {"schema": "hr", "parent_name": "customers"})) == ["customer_email"]
	of(object.union(row, {"schema": "hr", "name": "customer_email"})) == ["customer_email"]
	of(object.union(row, {"schema": "hr", "parent_name": "reviews", "name": "reviewer_id"})) == undecided
}

search_texts := [
	"events.search_term", "events.searchTerms", "events.last_search_query", "events.search_phrase", "events.query_text",
	"searches.id", "search_log.ts", "search_queries.typed", "user_searches_2024.user_id",
]

test_search_terms if {
	columns(search_texts) == every_one(search_texts, ["search_terms"])
}

not_search_texts := [
	"library.research_terms", "events.search_term_id", "events.search_query_count", "products.search_vector",
	"products.keywords", "products.search_index", "slow_queries.id", "sql_statements.query_text",
	"dashboards.query_text", "researches.id", "products.terms",
]

test_what_only_sounds_like_search_terms_is_undecided if {
	columns(not_search_texts) == every_one(not_search_texts, undecided)
}

purchases := [
	"orders.id", "orders.total", "Orders.CreatedAt", "order_lines.quantity", "order_details.unit_price",
	"basket_items.sku", "shopping_carts.updated_at", "wishlists.product_id", "clickstream.url", "page_views.path",
	"fact_orders_daily.amount", "orders_2024.id", "customer_orders.id", "checkouts.step", "accounts.last_order_at",
	"accounts.lifetime_value", "accounts.total_spent", "segments.purchase_history",
]

test_purchases if {
	columns(purchases) == every_one(purchases, ["purchase_behaviour"])
}

not_purchases := [
	"purchase_orders.total", "supplier_invoices.amount", "work_orders.id", "order_statuses.name", "menus.order",
	"borders.id", "preorders_config.key", "cartography.id", "sellers.last_order_at", "clickhouse.id",
]

test_what_only_sounds_like_purchases_is_undecided if {
	columns(not_purchases) == every_one(not_purchases, undecided)
}

reviewers := [
	"reviews.reviewer_id", "product_reviews.customer_id", "reviews.author", "reviews.body", "reviews.id",
	"reviews.created_at", "review_votes.user_id", "v_reviews.nickname", "ratings.account_id", "reviewers.level",
]

test_reviewers if {
	columns(reviewers) == every_one(reviewers, ["reviewer_identity"])
}

test_what_a_product_page_shows_of_a_review_is_none if {
	shown := ["reviews.rating", "product_reviews.stars", "reviews.product_id", "ratings.helpful_votes"]
	columns(shown) == every_one(shown, [])
}

not_reviewers := [
	"code_reviews.reviewer_id", "performance_reviews.reviewer_id", "access_reviews.rating", "loans.reviewer_id",
	"previews.author", "documents.reviewed_by", "employee_reviews.author", "products.rating",
]

test_what_only_sounds_like_reviewers_is_undecided if {
	columns(not_reviewers) == every_one(not_reviewers, undecided)
}

seller_figures := [
	"sellers.revenue", "sellers.monthly_sales", "merchants.conversion_rate", "sellers.order_count",
	"listings.seller_gmv", "seller_performance.month", "seller_stats.value", "sales_metrics.x", "merchant_kpis.id",
	"vendors.buy_box_share",
]

test_seller_figures if {
	columns(seller_figures) == every_one(seller_figures, ["sales_metrics"])
}

not_seller_figures := [
	"sellers.sales_rep_id", "sellers.sales_tax_rate", "sellers.sales_region", "sellers.id", "regions.sales",
	"bestsellers.revenue", "products.conversion_rate",
]

test_what_only_sounds_like_seller_figures_is_undecided if {
	columns(not_seller_figures) == every_one(not_seller_figures, undecided)
}

test_several_categories_at_once if {
	column("orders", "ship_address") == ["customer_email", "purchase_behaviour"]
	column("orders", "search_term") == ["purchase_behaviour", "search_terms"]
	column("seller_performance", "order_count") == ["sales_metrics"]
	column("customers", "lifetime_value") == ["customer_email", "purchase_behaviour"]
}

technical := [
	"things.created_at", "things.UpdatedAt", "things.deleted_at", "things.row_version", "things.sort_order",
	"things.is_active", "countries.iso_code", "countries.name", "currencies.symbol", "languages.id",
	"schema_migrations.version", "flyway_schema_history.installed_by",
]

test_technical_columns_are_none if {
	columns(technical) == every_one(technical, [])
}

not_safely_none := [
	"things.id", "things.name", "things.value", "things.notes", "things.data", "things.payload", "things.user_id",
	"things.description", "things.created_by", "things.comment", "things.raw", "countries.comment", "countries.visitors",
	"customer_types.description", "promo_codes.code", "country_visits.name", "order_status.status",
]

test_what_is_not_safely_none_is_undecided if {
	columns(not_safely_none) == every_one(not_safely_none, undecided)
}

test_tables_and_views if {
	decided := {
		"customers": ["customer_email"],
		"orders": ["purchase_behaviour"],
		"order_items": ["purchase_behaviour"],
		"reviews": ["reviewer_identity"],
		"search_log": ["search_terms"],
		"seller_metrics": ["sales_metrics"],
		"customers_masked": ["customer_email"],
		"rating": ["reviewer_identity"],
		"countries": [],
		"schema_migrations": [],
		"things": undecided,
		"employees": undecided,
		"purchase_orders": undecided,
		"code_reviews": undecided,
		"email_templates": undecided,
		"emails": undecided,
		"email_id": undecided,
		"last_orders": undecided,
		"last_order": undecided,
		"order_count": undecided,
		"query_text": undecided,
		"searched_for": undecided,
		"merchants": undecided,
		"created_at": undecided,
		"pg_catalog": undecided,
	}
	every kind in ["table", "view"] {
		{name: named(kind, name) | some name, _ in decided} == decided
	}
}

test_a_container_is_not_decided_by_its_name if {
	every kind in ["system", "database", "schema", "share", "report", "other"] {
		every name in ["customers", "orders", "created_at", "countries", "delete_review"] {
			named(kind, name) == undecided
		}
	}
}

test_only_columns_are_decided_by_the_table_they_stand_in if {
	every kind in ["routine", "share", "report", "other"] {
		every parent in ["customers", "orders", "reviews", "searches", "seller_stats", "countries", "schema_migrations"] {
			row := {"kind": kind, "name": "id", "parent_name": parent, "schema": "public", "labels": []}
			of(row) == undecided
		}
	}
}

test_system_schemas_are_none if {
	every schema in ["pg_catalog", "information_schema"] {
		every kind in ["table", "view", "column", "routine"] {
			of({"kind": kind, "name": "email", "parent_name": "orders", "schema": schema, "labels": []}) == []
			of({"kind": kind, "name": "order_count", "parent_name": "seller_stats", "schema": schema, "labels": []}) == []
			of({"kind": kind, "name": "query_text", "parent_name": "searches", "schema": schema, "labels": []}) == []
			of({"kind": kind, "name": "search_term", "parent_name": "reviews", "schema": schema, "labels": []}) == []
			of({"kind": kind, "name": "lifetime_value", "parent_name": "customers", "schema": schema, "labels": []}) == []
			of({"kind": kind, "name": "email_id", "parent_name": "x", "schema": schema, "labels": []}) == []
			of({"kind": kind, "name": "hide_review", "parent_name": "x", "schema": schema, "labels": []}) == []
		}
		of({"kind": "schema", "name": schema, "parent_name": "shop", "schema": "", "labels": []}) == []
	}
}

test_schemas_that_may_hold_rows_of_customers_are_undecided if {
	every schema in ["pg_toast", "pg_temp_3", "mysql", "sys", "performance_schema", "pg_catalog_copy"] {
		of({"kind": "table", "name": "x", "parent_name": schema, "schema": schema, "labels": []}) == undecided
		of({"kind": "schema", "name": schema, "parent_name": "shop", "schema": "", "labels": []}) == undecided
	}
}

deeds := {
	"review_moderation": ["review_moderation"],
	"moderateReview": ["review_moderation"],
	"delete_review": ["review_moderation"],
	"hide_reviews": ["review_moderation"],
	"Review removal": ["review_moderation"],
	"account_reinstatement": ["account_reinstatement"],
	"reinstate_seller": ["account_reinstatement"],
	"Seller suspension": ["account_reinstatement"],
	"unban_shop": ["account_reinstatement"],
	"approve_code_review": undecided,
	"delete_preview": undecided,
	"list_reviews": undecided,
	"restore_backup": undecided,
	"suspend_employee_account": undecided,
	"seller_list": undecided,
}

test_deeds if {
	every kind in ["capability", "routine", "application"] {
		{name: named(kind, name) | some name, _ in deeds} == deeds
	}
	every kind in ["column", "table", "view"] {
		named(kind, "moderate_review") == undecided
		named(kind, "reinstate_seller") == undecided
	}
}
