#include "portal/overview_view.h"

#include <algorithm>

#include "engine/core/text.h"
#include "engine/workflow/present_gaps.h"
#include "engine/workflow/sources.h"
#include "portal/pages.h"
#include "portal/responses.h"
#include "portal/words.h"

namespace reeve::portal {
namespace {

// Open campaigns; where there is none, the newest.
std::vector<Campaign> campaigns_to_show(Store& store) {
  std::vector<Campaign> all = store.campaigns();
  std::vector<Campaign> open;
  for (const Campaign& c : all) {
    if (c.state == CampaignState::open) open.push_back(c);
  }
  if (!open.empty() || all.empty()) return open;
  return {all.back()};
}

Json campaigns_view(const Request& request, const SnapshotView* snapshot) {
  Json out = Json::array();
  for (const Campaign& campaign : campaigns_to_show(request.store)) {
    Json view = progress_view(campaign, request.store.review_counts(campaign.id), snapshot, request.now);
    if (!out.empty()) view["chart"] = "";  // a chart's id stands once on the page
    out.push_back(std::move(view));
  }
  return out;
}

std::string sources_summary(const Request& request) {
  const auto listed = list_sources(request.context, request.store);
  const auto sound = std::ranges::count_if(
      listed, [](const ListedSource& s) { return s.standing.standing == Standing::sound; });
  return std::to_string(sound) + " of " + std::to_string(listed.size());
}

Json gaps_view(const Request& request, const SnapshotInfo& info) {
  Json gaps = Json::array();
  for (const std::string& gap : present_gaps(request.context, request.store, info))
    gaps.push_back(printable_utf8(gap));
  const auto evaluated = request.store.latest_evaluated();
  if (!evaluated || *evaluated < info.no)
    gaps.push_back("snapshot " + std::to_string(info.no) + " was not evaluated; findings are older");
  for (const std::string& rule : request.context.config.disabled_rules)
    gaps.push_back("rule " + rule + " is switched off");
  return gaps;
}

}  // namespace

ServerResponse overview(const Request& request) {
  const auto snapshot = request.site.snapshot();
  Json view{{"title", "Overview"},
            {"campaigns", campaigns_view(request, snapshot.get())},
            {"sources_sound", sources_summary(request)}};
  if (!snapshot) {
    view["nothing"] = true;
    return page(request, 200, "overview", view);
  }
  const SnapshotInfo& info = snapshot->access.snapshot.info;
  view["snapshot"] = {
      {"no", info.no}, {"as_of", minute_of(info.as_of)}, {"age", age_of(request.now, info.as_of)}};
  view["gaps"] = gaps_view(request, info);
  view["has_gaps"] = !view["gaps"].empty();
  view["findings"] = findings_overview(request.store.findings(), snapshot->access.words);
  view["trend"] = trend_view(request.store.evaluation_figures());
  view["exposure"] = exposure_view(snapshot->exposure);
  if (const auto evaluated = request.store.latest_evaluated()) {
    const auto evaluation = request.store.evaluation(*evaluated);
    view["not_evaluable"] = not_evaluable_view(evaluation->not_evaluable);
  }
  return page(request, 200, "overview", view);
}

}  // namespace reeve::portal
