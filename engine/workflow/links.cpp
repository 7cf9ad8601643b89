#include "engine/workflow/links.h"

#include <map>

#include "engine/campaign/states.h"
#include "engine/core/error.h"

namespace reeve {
namespace {

constexpr std::size_t kTokenBytes = 32;

std::string portal_url(const Config& config) {
  std::string url = config.portal_url.empty() ? "http://" + config.portal_listen : config.portal_url;
  while (url.ends_with('/')) url.pop_back();
  return url;
}

std::map<std::string, std::string> reviewers_with_work(const CampaignContent& content,
                                                       const std::string& only) {
  std::map<std::string, std::string> by_key;
  for (const WorkItem& item : content.work_items) {
    if (!has_work_left(item.state)) continue;
    if (only.empty() || only == item.reviewer_key) by_key[item.reviewer_key] = item.reviewer_name;
  }
  return by_key;
}

}  // namespace

Digest link_digest(std::string_view token) { return sha256(token); }

std::string new_link_token(PortalLink& link) {
  std::string token = random_token(kTokenBytes);
  link.token_digest = link_digest(token);
  return token;
}

std::string link_url(const Config& config, const std::string& token) {
  return portal_url(config) + std::string(kLinkPath) + token;
}

std::vector<IssuedLink> issue_links(Context& context, Store& store, const std::string& campaign_id,
                                    const std::string& reviewer_key) {
  const CampaignContent content = store.campaign(campaign_id);
  const Campaign& campaign = content.campaign;
  if (campaign.state != CampaignState::open || campaign.deadline < context.clock->now()) {
    throw Error(ErrorCode::conflict,
                "campaign `" + campaign.name + "` takes no more decisions, so it gives no links");
  }
  std::map<std::pair<std::string, std::string>, IssuedLink> by_name;
  for (const auto& [key, name] : reviewers_with_work(content, reviewer_key)) {
    PortalLink link{.campaign_id = campaign.id,
                    .reviewer_key = key,
                    .reviewer_name = name,
                    .expires = campaign.deadline};
    const std::string token = new_link_token(link);
    store.add_link(link);
    by_name[{name, key}] = {key, name, link_url(context.config, token), campaign.deadline};
  }
  std::vector<IssuedLink> links;
  for (auto& [who, link] : by_name) links.push_back(std::move(link));
  return links;
}

}  // namespace reeve
