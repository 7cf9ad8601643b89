package reeve.classification

signs contains {"category": "review_moderation", "confidence": 80, "why": "the name says acting on product reviews"} if {
	is_deed
	not about_inner_reviews
	says({"review", "reviews"})
	says(moderating)
}

signs contains {"category": "account_reinstatement", "confidence": 80, "why": "the name says acting on a seller's account"} if {
	is_deed
	says({"seller", "sellers", "merchant", "merchants", "shop", "shops", "account", "accounts"})
	says(sanctioning)
	not says({"employee", "staff"})
}

is_deed if {
	input.kind in {"capability", "routine", "application"}
	not is_system_schema
}

about_inner_reviews if says({"code", "performance", "peer", "access"})

moderating := {
	"moderate", "moderation", "moderator", "delete", "deletion", "remove", "removal", "hide", "hiding", "suppress",
	"unpublish", "approve", "reject",
}

sanctioning := {
	"reinstate", "reinstatement", "restore", "suspend", "suspension", "unsuspend", "ban", "unban", "block", "unblock",
	"reactivate", "reactivation", "deactivate", "deactivation",
}
