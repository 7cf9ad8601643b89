#include "engine/workflow/report.h"

#include <algorithm>

#include "engine/campaign/completion.h"
#include "engine/campaign/removal_plan.h"
#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/core/version.h"
#include "engine/workflow/present_gaps.h"

namespace reeve {
namespace {

ReviewLine line_of(const std::string& name, const ReviewFigures& f) {
  return {.reviewer = name,
          .cases = f.cases,
          .open = f.open,
          .decided = f.decided,
          .signed_off = f.signed_off,
          .gone = f.gone,
          .carried = f.carried,
          .certified = f.certified,
          .certified_until = f.certified_until,
          .revoked = f.revoked,
          .not_judged = f.not_judged,
          .in_bulk = f.in_bulk};
}

void add_findings(const Context& context, Store& store, Report& report) {
  report.disabled_rules = context.config.disabled_rules;
  report.waivers = store.waivers();
  const auto evaluated = store.latest_evaluated();
  if (!evaluated) return;
  for (SnapshotInfo& info : store.snapshots()) {
    if (info.no == *evaluated) report.snapshot = std::move(info);
  }
  if (const auto evaluation = store.evaluation(*evaluated)) {
    report.engine = evaluation->engine;
    report.rules = evaluation->rule_digests.size();
    report.not_evaluable = evaluation->not_evaluable;
  }
  report.findings = store.findings();
  std::ranges::stable_sort(report.findings, [](const FindingRecord& a, const FindingRecord& b) {
    return a.finding.severity > b.finding.severity;
  });
}

void add_runs(const Context& context, Store& store, Report& report) {
  const auto newest = store.latest_snapshot();
  if (!report.snapshot) report.snapshot = newest;
  if (!report.snapshot) return;
  for (const std::string& gap : present_gaps(context, store, *report.snapshot)) {
    report.source_problems.push_back(printable_utf8(gap));
  }
  if (newest->no > report.snapshot->no) {
    report.source_problems.push_back("snapshot " + std::to_string(newest->no) +
                                     " is newer and was not evaluated; run `reeve evaluate`");
  }
  for (const RunNo no : report.snapshot->runs) {
    if (auto run = store.run(no)) report.runs.push_back(std::move(*run));
  }
}

void add_scope(const ScopeFigures& scope, ReviewSummary& review) {
  review.accesses = scope.accesses;
  review.not_evaluable = scope.not_evaluable;
  review.out_of_scope = scope.out_of_scope;
  review.covered_by_public = scope.covered_by_public;
  review.categories = scope.categories;
  review.rejected_rows = scope.rejected_rows;
  for (const UnclassifiedEntitlement& e : scope.unclassified) {
    review.unclassified.push_back(e.name + " in " + e.source + ": " + count_of(e.people, "person", "people") +
                                  " and " + count_of(e.others, "other", "others"));
  }
}

void add_contradictions(const CampaignContent& content, const StandingDecisions& standing,
                        ReviewSummary& review) {
  for (const Contradiction& c : contradictions(content.cases, content.cards, standing)) {
    review.contradictions.push_back(c.revoked_by + " revoked case " + std::to_string(c.revoked_case) +
                                    ", which also ends case " + std::to_string(c.kept_case) + ", and " +
                                    c.kept_by + " keeps that");
  }
  std::map<std::int32_t, const Card*> card_of;
  for (const Card& card : content.cards) card_of[card.no] = &card;
  for (const Case& c : content.cases) {
    const auto d = standing.find(c.no);
    const bool revoked = d != standing.end() && d->second.kind == DecisionKind::revoke;
    if (revoked && card_of.at(c.card)->edges.empty()) review.without_cut.push_back(c.no);
  }
}

void add_removals(Store& store, const std::string& campaign_id, Report& report) {
  for (Removal& removal : store.removals()) {
    if (removal.campaign_id == campaign_id) report.removals.push_back(std::move(removal));
  }
  for (Ticket& ticket : store.tickets()) {
    const auto of = [&](const Removal& r) { return r.id == ticket.removal_id; };
    if (std::ranges::any_of(report.removals, of)) report.tickets.push_back(std::move(ticket));
  }
}

void add_campaign(Store& store, const std::string& campaign_id, Report& report) {
  CampaignContent content = store.campaign(campaign_id);
  const StandingDecisions standing = standing_decisions(content.work_items, store.decisions(campaign_id));
  const ScopeFigures scope = scope_from_json(content.campaign.scope);
  const Completion completion = completion_of(content.cases, content.work_items, standing, scope);
  ReviewSummary& review = report.review;
  review.title = definition_from_json(content.campaign.definition).title;
  review.percent = completion.percent;
  review.all = line_of("All", completion.all);
  for (const ReviewerProgress& p : completion.reviewers)
    review.reviewers.push_back(line_of(p.reviewer_name, p.figures));
  add_scope(scope, review);
  add_contradictions(content, standing, review);
  for (const auto& [no, decision] : standing) report.decisions.push_back(decision);
  report.sign_offs = store.sign_offs(campaign_id);
  add_removals(store, campaign_id, report);
  report.campaign = std::move(content.campaign);
  report.cards = std::move(content.cards);
  report.cases = std::move(content.cases);
  report.work_items = std::move(content.work_items);
}

}  // namespace

Report make_report(const Context& context, Store& store, const std::string& campaign_id) {
  Report report{.company = context.config.company,
                .made_by = context.acting_user,
                .version = std::string(version()),
                .made_at = context.clock->now()};
  add_findings(context, store, report);
  add_runs(context, store, report);
  if (!report.snapshot) {
    throw Error(ErrorCode::not_found,
                "nothing has been read yet, so there is nothing to report; run `reeve sync`");
  }
  if (!campaign_id.empty()) add_campaign(store, campaign_id, report);
  return report;
}

void write_report(const Context& context, const Report& report, const std::string& format,
                  std::ostream& out) {
  const auto kind = std::ranges::find(context.writers, format, &WriterKind::name);
  if (kind == context.writers.end()) {
    std::vector<std::string> known;
    for (const WriterKind& k : context.writers) known.push_back("`" + k.name + "`");
    throw Error(ErrorCode::usage, "there is no format `" + format + "`; there is " + enumerate_words(known));
  }
  kind->create()->write(report, out);
}

}  // namespace reeve
