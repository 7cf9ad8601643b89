// Single-use links for reviewers. The link opens a page; only that page's button uses the token up, because
// mail scanners follow links.
#pragma once

#include <string>
#include <vector>

#include "engine/store/store.h"
#include "engine/workflow/context.h"

namespace reeve {

// The page behind a link: <portal url> + kLinkPath + token.
inline constexpr std::string_view kLinkPath = "/enter/";

struct IssuedLink {
  std::string reviewer_key;
  std::string reviewer_name;
  std::string url;  // holds the token: shown once, never kept
  UtcMillis expires = 0;
};

// New links for everybody who has something left to decide or to sign, by name; only for `reviewer_key` where
// that is not empty. Older links stay valid until used or expired. They expire with the campaign's deadline.
// Error{conflict} where the campaign is closed or over.
std::vector<IssuedLink> issue_links(Context& context, Store& store, const std::string& campaign_id,
                                    const std::string& reviewer_key = {});

// What the store keeps of a token.
Digest link_digest(std::string_view token);
// A new token, with its digest put into the link.
std::string new_link_token(PortalLink& link);
std::string link_url(const Config& config, const std::string& token);

}  // namespace reeve
