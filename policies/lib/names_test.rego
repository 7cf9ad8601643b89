package reeve.lib.names_test

import data.reeve.lib.names

test_plain if {
	every name in ["customerEMail2", "Customer E-Mail", "CUSTOMER_E_MAIL", "public.customer__e_mail_", "customer_EMail_12"] {
		names.plain(name) == "customer_e_mail"
	}
	names.plain("Prénom") == "prenom"
	names.plain("Straße") == "strasse"
	names.plain("HTTPStatus") == "http_status"
	names.plain("md5sum") == "md5sum"
	names.plain("address2_line1") == "address_line"
	names.plain("2024") == ""
	names.plain("") == ""
}

test_phrases_are_runs_of_whole_words if {
	names.phrases("email") == {"email"}
	names.phrases("lastSearchTerm") == {"last", "search", "term", "last_search", "search_term", "last_search_term"}
	names.phrases("a_b_c_d") == {"a", "b", "c", "d", "a_b", "b_c", "c_d", "a_b_c", "b_c_d"}
	names.phrases("") == {""}
}

test_core_leaves_out_how_a_table_is_kept if {
	kept := {
		"orders": "orders",
		"v_orders": "orders",
		"stg_raw_orders_2024": "orders",
		"orders_archive_daily": "orders",
		"order_items_history": "order_items",
		"customersView": "customers",
		"purchase_orders": "purchase_orders",
		"reorders": "reorders",
	}
	every table, core in kept {
		names.core(table) == core
	}
}
