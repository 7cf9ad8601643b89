#include "reports/html_view.h"

#include <algorithm>

#include "engine/core/text.h"
#include "engine/report/finding_counts.h"

namespace reeve {
namespace {

Json tile(std::size_t value, const std::string& label, const std::string& note, const std::string& css = "") {
  return {{"value", std::to_string(value)}, {"label", label}, {"note", note}, {"css", css}};
}

std::size_t open_findings(const Report& report, Severity least) {
  return static_cast<std::size_t>(std::ranges::count_if(report.findings, [&](const FindingRecord& r) {
    return counts_as_open(r) && r.finding.severity >= least;
  }));
}

Json completion_tile(const Report& report) {
  const ReviewSummary& review = report.review;
  Json t = tile(
      0, "completed",
      std::to_string(review.all.signed_off) + " of " + count_of(review.all.cases, "case", "cases") +
          " signed off" +
          (review.all.carried == 0 ? "" : ", " + std::to_string(review.all.carried) + " carried forward") +
          (review.not_evaluable == 0 ? "" : ", " + std::to_string(review.not_evaluable) + " not evaluable"),
      review.percent == 100 ? "good" : "");
  t["value"] = std::to_string(review.percent) + " %";
  return t;
}

Json removal_tile(const Report& report) {
  const auto open = static_cast<std::size_t>(
      std::ranges::count_if(report.removals, [](const Removal& r) { return counts_as_open(r); }));
  const std::size_t proven = report.removals.size() - open;
  return tile(proven, "verified removed",
              report.removals.empty() ? "nothing to remove"
                                      : "of " + count_of(report.removals.size(), "removal", "removals"),
              open == 0 && proven > 0 ? "good" : "");
}

Json tiles_of(const Report& report) {
  Json tiles = Json::array();
  if (report.campaign) {
    tiles.push_back(completion_tile(report));
    tiles.push_back(tile(report.review.all.revoked, "revoked",
                         "of " + count_of(report.review.all.cases, "case", "cases")));
    tiles.push_back(removal_tile(report));
  }
  if (!report.engine.empty()) {
    const std::size_t grave = open_findings(report, Severity::high);
    tiles.push_back(tile(open_findings(report, Severity::low), "open findings",
                         std::to_string(grave) + " critical or high", grave > 0 ? "bad" : ""));
    tiles.push_back(tile(report.not_evaluable.size(), "not evaluable", "never counted as fine",
                         report.not_evaluable.empty() ? "" : "warn"));
  }
  return tiles;
}

std::string title_of(const Report& report) {
  if (!report.campaign) return "Access findings";
  return report.review.title.empty() ? report.campaign->name : report.review.title;
}

Json facts_of(const Report& report) {
  Json facts = Json::array();
  const auto add = [&](const std::string& name, const std::string& value) {
    facts.push_back({{"name", name}, {"value", value}});
  };
  if (const auto& campaign = report.campaign) {
    add("Campaign", campaign->name + " (" + std::string(to_string(campaign->state)) + ")");
    add("Opened", format_date(campaign->opened_at) + " by " + campaign->opened_by);
    add("Deadline", shown_time(campaign->deadline));
    if (campaign->state == CampaignState::closed) {
      add("Closed", format_date(campaign->closed_at) + " by " + campaign->closed_by);
    }
    add("Facts as of", "snapshot " + std::to_string(campaign->snapshot));
    add("Categories", enumerate_words(report.review.categories));
  }
  if (report.snapshot) {
    add("Findings as of",
        "snapshot " + std::to_string(report.snapshot->no) + ", " + shown_time(report.snapshot->as_of));
  }
  if (!report.engine.empty()) add("Rules", std::to_string(report.rules) + ", judged by " + report.engine);
  add("Report made", shown_time(report.made_at) + " by " + report.made_by + ", reeve " + report.version);
  return facts;
}

}  // namespace

Json report_view(const Report& report) {
  return {{"company", report.company},         {"title", title_of(report)},
          {"facts", facts_of(report)},         {"tiles", tiles_of(report)},
          {"limits", limits_view(report)},     {"findings", findings_view(report)},
          {"review", review_view(report)},     {"decisions", decisions_view(report)},
          {"removals", removals_view(report)}, {"sources", sources_view(report)}};
}

Json limited(std::vector<Json> rows, const std::string& what) {
  const std::size_t all = rows.size();
  Json list = Json::array();
  for (std::size_t i = 0; i < std::min(all, kMostRows); ++i) list.push_back(std::move(rows[i]));
  return {{"rows", std::move(list)},
          {"more", all > kMostRows ? "The first " + std::to_string(kMostRows) + " of " + std::to_string(all) +
                                         " " + what + ". The CSV report has all of them."
                                   : ""}};
}

bool counts_as_open(const Removal& removal) { return removal.state != RemovalState::verified_removed; }

std::string shown_time(UtcMillis t) {
  const std::string text = format_time(t);
  return text.substr(0, 10) + " " + text.substr(11, 5) + " UTC";
}

std::string first_hex(const Digest& digest) { return to_hex(digest).substr(0, 12); }

}  // namespace reeve
