package reeve.naming.sales_metrics

import data.reeve.lib.named

signs contains {"category": "sales_metrics", "confidence": 80, "why": "it stands in a table of sellers' figures"} if {
	named.is_row_data
	not named.is_system_schema
	is_seller_figures
}

signs contains {"category": "sales_metrics", "confidence": 85, "why": "the column name says a figure of a seller"} if {
	named.is_column
	not named.is_system_schema
	names_sellers
	named.says(figures)
	not named.says(about_figures)
}

names_sellers if named.says(sellers)

names_sellers if named.table_says(sellers)

is_seller_figures if {
	named.table_says(sellers)
	named.table_says(figures)
}

is_seller_figures if named.core_table in {"sales_metrics", "sales_figures", "sales_kpis", "sales_metric"}

sellers := {"seller", "sellers", "merchant", "merchants", "vendor", "vendors", "marketplace"}

figures := {
	"metric", "metrics", "kpi", "kpis", "sales", "sale", "revenue", "revenues", "turnover", "gmv", "earnings", "payout",
	"payouts", "performance", "ranking", "rankings", "rank", "conversion", "conversion_rate", "units_sold",
	"order_count", "orders_count", "buy_box_share", "refund_rate", "return_rate", "defect_rate", "figures", "stats",
	"statistics",
}

about_figures := {"id", "ids", "rep", "tax", "region", "contact", "type"}
