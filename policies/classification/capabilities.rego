package reeve.naming.capabilities

import data.reeve.lib.named

signs contains {"category": "review_moderation", "confidence": 80, "why": "the name says acting on product reviews"} if {
	is_deed
	not about_inner_reviews
	named.says({"review", "reviews"})
	named.says(moderating)
}

signs contains {"category": "account_reinstatement", "confidence": 80, "why": "the name says acting on a seller's account"} if {
	is_deed
	named.says({"seller", "sellers", "merchant", "merchants", "shop", "shops", "account", "accounts"})
	named.says(sanctioning)
	not named.says({"employee", "staff"})
}

is_deed if {
	input.kind in {"capability", "routine", "application"}
	not named.is_system_schema
}

about_inner_reviews if named.says({"code", "performance", "peer", "access"})

moderating := {
	"moderate", "moderation", "moderator", "delete", "deletion", "remove", "removal", "hide", "hiding", "suppress",
	"unpublish", "approve", "reject",
}

sanctioning := {
	"reinstate", "reinstatement", "restore", "suspend", "suspension", "unsuspend", "ban", "unban", "block", "unblock",
	"reactivate", "reactivation", "deactivate", "deactivation",
}
