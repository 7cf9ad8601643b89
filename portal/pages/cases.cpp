#include <algorithm>

#include "engine/core/text.h"
#include "portal/case_view.h"
#include "portal/links.h"
#include "portal/pages.h"
#include "portal/responses.h"
#include "portal/words.h"

namespace reeve::portal {
namespace {

std::optional<Campaign> campaign_asked(const Request& request) {
  const std::string id = asked(request, "campaign");
  for (Campaign& c : request.store.campaigns()) {
    if (c.id == id) return std::move(c);
  }
  return std::nullopt;
}

ServerResponse no_such(const Request& request) {
  return message(request, 404, "There is no such case", "It does not exist in this campaign.",
                 "Go back to the campaigns.");
}

Json campaign_row(Store& store, const Campaign& c) {
  std::int64_t all = 0;
  std::int64_t open = 0;
  for (const ReviewCount& count : store.review_counts(c.id)) {
    all += count.items;
    open += count.state == WorkItemState::open || count.state == WorkItemState::asked ? count.items : 0;
  }
  return {{"name", c.name},
          {"href", "/cases?campaign=" + c.id},
          {"state", to_string(c.state)},
          {"css", c.state == CampaignState::open ? "good" : ""},
          {"snapshot", c.snapshot},
          {"opened", minute_of(c.opened_at)},
          {"opened_by", c.opened_by},
          {"deadline", minute_of(c.deadline)},
          {"cases", figure(all)},
          {"open", figure(open)}};
}

}  // namespace

ServerResponse campaigns(const Request& request) {
  Json rows = Json::array();
  const std::vector<Campaign> all = request.store.campaigns();
  for (auto c = all.rbegin(); c != all.rend(); ++c) rows.push_back(campaign_row(request.store, *c));
  return page(request, 200, "campaigns",
              {{"title", "Campaigns"}, {"none", rows.empty()}, {"rows", std::move(rows)}});
}

ServerResponse cases(const Request& request) {
  const auto campaign = campaign_asked(request);
  if (!campaign) return no_such(request);
  const CaseFilter filter{
      .reviewer = asked(request, "reviewer"),
      .state = asked(request, "state"),
      .decision = asked(request, "decision"),
      .text = asked(request, "q"),
      .page = static_cast<std::size_t>(std::max<std::int64_t>(1, asked_number(request, "page")))};
  return page(
      request, 200, "cases",
      cases_view(request.store.campaign(campaign->id), request.store.decisions(campaign->id), filter));
}

ServerResponse case_history(const Request& request) {
  const auto campaign = campaign_asked(request);
  if (!campaign) return no_such(request);
  std::vector<Removal> removals = request.store.removals();
  std::erase_if(removals, [&](const Removal& r) { return r.campaign_id != campaign->id; });
  const Json view =
      case_view(request.store.campaign(campaign->id), static_cast<std::int32_t>(asked_number(request, "no")),
                request.store.decisions(campaign->id), request.store.campaign_events(campaign->id),
                request.store.sign_offs(campaign->id), removals, request.store.tickets());
  if (view.is_null()) return no_such(request);
  record_look(request, "case", campaign->name + ", case " + asked(request, "no"));
  return page(request, 200, "case", view);
}

}  // namespace reeve::portal
