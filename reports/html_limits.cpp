// What the report cannot vouch for. It stands before everything else.
#include <algorithm>
#include <map>

#include "engine/core/text.h"
#include "reports/html_view.h"

namespace reeve {
namespace {

constexpr std::size_t kMostItems = 40;

// One group: a heading, a sentence, and the items it is about.
void add(Json& groups, const std::string& heading, const std::string& text,
         std::vector<std::string> items = {}) {
  Json shown = Json::array();
  for (std::size_t i = 0; i < std::min(items.size(), kMostItems); ++i) shown.push_back(items[i]);
  const std::string more = items.size() > kMostItems ? "and " + std::to_string(items.size() - kMostItems) +
                                                           " more, in the CSV report"
                                                     : "";
  groups.push_back({{"heading", heading},
                    {"text", text},
                    {"has_items", !items.empty()},
                    {"items", shown},
                    {"more", more}});
}

void add_sources(const Report& report, Json& groups) {
  if (!report.source_problems.empty()) {
    add(groups, "Not read, read in part, or old",
        "What these sources hold may be missing from every figure below.", report.source_problems);
  }
  std::int64_t rejected = 0;
  for (const SyncRun& run : report.runs) rejected += run.reject_count;
  if (rejected > 0) {
    add(groups, "Rejected rows",
        count_of(static_cast<std::size_t>(rejected), "row was", "rows were") +
            " read and could not be used. What they are about is blocked, not clean.");
  }
  const std::vector<std::string>& frozen = report.review.rejected_rows;
  if (!frozen.empty()) {
    add(groups, "Rejected rows behind the campaign",
        count_of(frozen.size(), "row", "rows") +
            " of the snapshot that the campaign froze could not be used.",
        frozen);
  }
}

void add_not_evaluable(const Report& report, Json& groups) {
  if (report.not_evaluable.empty()) return;
  std::map<std::string, std::size_t> reasons;
  for (const NotEvaluable& n : report.not_evaluable) {
    ++reasons[(n.rule.empty() ? "every rule" : n.rule) + ": " + (n.detail.empty() ? n.reason : n.detail)];
  }
  std::vector<std::string> items;
  for (const auto& [reason, count] : reasons) {
    items.push_back(reason + (count > 1 ? " (" + std::to_string(count) + " times)" : ""));
  }
  add(groups, "Not evaluable",
      count_of(report.not_evaluable.size(), "verdict is", "verdicts are") +
          " missing, because a rule could not say yes or no.",
      items);
}

void add_scope(const Report& report, Json& groups) {
  const ReviewSummary& review = report.review;
  if (!report.campaign) return;
  if (!report.campaign->accepted_gap.empty()) {
    add(groups, "Opened on an incomplete snapshot", "Accepted by " + report.campaign->accepted_gap);
  }
  if (review.not_evaluable > 0) {
    add(groups, "Not reviewed, because nobody classified it",
        count_of(review.not_evaluable, "access", "accesses") +
            " could not become cases. They count as not completed.",
        review.unclassified);
  }
  if (review.out_of_scope > 0) {
    add(groups, "Out of scope",
        count_of(review.out_of_scope, "access reaches", "accesses reach") +
            " only categories that the campaign does not name.");
  }
  if (review.covered_by_public > 0) {
    add(groups, "Reviewed once for everybody",
        count_of(review.covered_by_public, "access exists", "accesses exist") +
            " only because everybody has it. The cases of PUBLIC stand for all of them.");
  }
}

void add_undecided(const Report& report, Json& groups) {
  const ReviewLine& all = report.review.all;
  if (!report.campaign) return;
  const std::size_t unfinished = all.open + all.decided;
  if (unfinished > 0) {
    add(groups, "Not signed off",
        count_of(unfinished, "case is", "cases are") + " not signed off (" + std::to_string(all.open) +
            " undecided, " + std::to_string(all.decided) + " decided). Silence certifies nothing.");
  }
  if (all.carried > 0) {
    add(groups, "Carried forward, not decided now",
        count_of(all.carried, "case was", "cases were") +
            " not asked: a person kept the access in an earlier campaign, and nothing changed in meaning "
            "since.");
  }
  if (all.gone > 0) {
    add(groups, "Gone before a decision was needed",
        count_of(all.gone, "access", "accesses") + " vanished from the sources while the campaign ran.");
  }
  if (all.not_judged > 0) {
    add(groups, "Not judged",
        count_of(all.not_judged, "answer is", "answers are") +
            " \"cannot judge\". Neither kept nor removed.");
  }
  if (!report.review.contradictions.empty()) {
    add(groups, "Contradictions",
        "Two decisions do not fit together; the removal waits until somebody settles it.",
        report.review.contradictions);
  }
  if (!report.review.without_cut.empty()) {
    add(groups, "Revoked without effect so far",
        "No permitted change ends these accesses. Somebody has to find another way.", [&] {
          std::vector<std::string> items;
          for (const Case& c : report.cases) {
            if (std::ranges::find(report.review.without_cut, c.no) == report.review.without_cut.end())
              continue;
            items.push_back("case " + std::to_string(c.no) + ": " + c.subject_name + ", " +
                            c.entitlement_name);
          }
          return items;
        }());
  }
}

void add_waived(const Report& report, Json& groups) {
  const auto waived = static_cast<std::size_t>(
      std::ranges::count(report.findings, FindingState::waived, &FindingRecord::state));
  if (waived > 0) {
    add(groups, "Waived",
        count_of(waived, "finding is", "findings are") +
            " accepted by a waiver and not counted as open. The waivers are listed below.");
  }
  if (!report.disabled_rules.empty()) {
    add(groups, "Rules switched off", "What they would have found is not in this report.",
        report.disabled_rules);
  }
  if (report.engine.empty()) {
    add(groups, "No rules were run",
        "This snapshot has not been evaluated, so the absence of findings says nothing.");
  }
}

void add_tickets(const Report& report, Json& groups) {
  std::vector<std::string> items;
  for (const Ticket& ticket : report.tickets) {
    if (ticket.state != TicketState::dead) continue;
    items.push_back(ticket.sink + ": " + ticket.idempotency_key + ": " + ticket.last_error);
  }
  if (!items.empty()) {
    add(groups, "Tickets given up", "Nobody was asked for these removals at these places.", items);
  }
}

}  // namespace

Json limits_view(const Report& report) {
  Json groups = Json::array();
  add_sources(report, groups);
  add_not_evaluable(report, groups);
  add_scope(report, groups);
  add_undecided(report, groups);
  add_waived(report, groups);
  add_tickets(report, groups);
  return {{"none", groups.empty()}, {"reviewed", report.campaign.has_value()}, {"groups", std::move(groups)}};
}

}  // namespace reeve
