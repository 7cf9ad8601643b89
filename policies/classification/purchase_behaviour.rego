package reeve.naming.purchase_behaviour

import data.reeve.lib.named

signs contains {"category": "purchase_behaviour", "confidence": 80, "why": "it stands in a table of purchases or browsing"} if {
	named.is_row_data
	not named.is_system_schema
	named.core_table in purchase_tables
}

signs contains {"category": "purchase_behaviour", "confidence": 80, "why": "the column name says what a customer buys or looks at"} if {
	named.is_column
	not named.is_system_schema
	not named.about_others
	named.says(bought)
}

# Not purchase_orders and supplier_invoices: those are what the company itself buys.
purchase_tables := {
	"order", "orders", "customer_order", "customer_orders", "sales_order", "sales_orders", "order_item", "order_items",
	"order_line", "order_lines", "order_line_item", "order_line_items", "order_detail", "order_details",
	"order_position", "order_positions", "order_product", "order_products", "sales_order_lines", "sales_order_items",
	"purchase", "purchases", "purchase_item", "purchase_items", "purchase_line", "purchase_lines", "customer_purchase",
	"customer_purchases", "purchase_behaviour", "purchase_behavior",
	"basket", "baskets", "basket_item", "basket_items", "basket_line", "basket_lines", "shopping_basket",
	"shopping_baskets", "cart", "carts", "cart_item", "cart_items", "cart_line", "cart_lines", "shopping_cart",
	"shopping_carts", "shopping_cart_items", "checkout", "checkouts", "wishlist", "wishlists", "wish_list",
	"wish_lists", "wishlist_item", "wishlist_items",
	"clickstream", "clickstreams", "click", "clicks", "click_event", "click_events", "page_view", "page_views",
	"pageview", "pageviews", "product_view", "product_views", "browsing", "browsing_event", "browsing_events",
	"recently_viewed", "invoice", "invoices", "invoice_line", "invoice_lines", "invoice_item", "invoice_items",
}

bought := {
	"order_total", "order_count", "orders_count", "last_order", "first_order", "last_purchase", "first_purchase",
	"purchase_history", "purchase_count", "purchase_date", "total_spent", "total_spend", "amount_spent",
	"lifetime_value", "ltv", "clv", "basket_value", "cart_value", "average_order_value", "avg_order_value", "aov",
	"viewed_products", "last_viewed", "favourite_category", "favorite_category", "items_bought", "abandoned_cart",
	"abandoned_carts",
}
