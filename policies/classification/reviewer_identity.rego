package reeve.naming.reviewer_identity

import data.reeve.lib.named

signs contains {"category": "reviewer_identity", "confidence": 95, "why": "it says who wrote a product review"} if {
	named.is_column
	in_reviews
	named.says(writer)
}

signs contains {"category": "reviewer_identity", "confidence": 60, "why": "it stands in a table of product reviews"} if {
	in_reviews
	not is_published
}

signs contains {"category": "none", "confidence": 80, "why": "it is what a product page shows of a review"} if {
	in_reviews
	is_published
}

in_reviews if {
	named.is_row_data
	not named.is_system_schema
	not named.about_others
	named.core_table in review_tables
}

is_published if {
	named.is_column
	named.plain_name in {"rating", "stars", "product_id", "asin", "sku", "helpful_votes", "helpful_count", "language"}
}

# Not code, performance, peer or access reviews: those are other tables.
review_tables := {
	"review", "reviews", "product_review", "product_reviews", "customer_review", "customer_reviews", "review_vote",
	"review_votes", "review_comment", "review_comments", "review_author", "review_authors", "reviewer", "reviewers",
	"rating", "ratings", "product_rating", "product_ratings",
}

writer := {
	"reviewer", "author", "customer", "customer_id", "user", "user_id", "account", "account_id", "member", "nickname",
	"buyer", "writer", "ip", "ip_address", "device",
}
