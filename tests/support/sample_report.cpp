#include "tests/support/sample_report.h"

#include <algorithm>
#include <array>

namespace reeve::test {
namespace {

constexpr UtcMillis kHour = kDay / 24;
constexpr std::array kPeople{"Ana Lopes",  "Bo Kim",     "Cy Oduya", "Di Novak",
                             "Eli Brandt", "Fay Moreau", "Gil Sato", "Hana Weiss"};
constexpr std::array kReviewers{"Dana Roy",   "Ingrid Palm", "Jon Abara",
                                "Katya Lind", "Leo Marsh",   "Mira Costa"};
constexpr std::array kRules{"leaver/leaver_keeps_access", "need_to_know/job_not_in_matrix",
                            "usage/unused_entitlement", "separation/toxic_pair", "hygiene/direct_grant"};
constexpr std::array kSeverities{Severity::critical, Severity::high, Severity::medium, Severity::critical,
                                 Severity::low};

SyncRun run(RunNo no, const std::string& source, const std::string& kind, std::int64_t kept,
            std::int64_t rejected) {
  SyncRun r{.no = no,
            .source = source,
            .kind = kind,
            .finished = kReportDay - 2 * kDay + no * kHour,
            .digest = sha256(source)};
  r.sections[0] = {.section = Section::identity,
                   .state = rejected > 0 ? SectionState::complete_with_rejects : SectionState::complete,
                   .read = kept + rejected,
                   .kept = kept,
                   .rejected = rejected};
  r.reject_count = rejected;
  return r;
}

FindingRecord finding(std::size_t i) {
  const std::string who = kPeople[i % kPeople.size()];
  FindingRecord record;
  record.finding = {
      .fingerprint = sha256("finding " + std::to_string(i)),
      .rule = kRules[i % kRules.size()],
      .code = "code",
      .severity = kSeverities[i % kRules.size()],
      .subject_key = who,
      .entitlement_key = "e" + std::to_string(i),
      .subject_name = who,
      .entitlement_name = "SELECT on crm.customers",
      .source = "shop",
      .manager_name = kReviewers[i % kReviewers.size()],
      .categories = {"customer_email"},
      .sentence = who + " can read the e-mail addresses of all customers and has not done so for 143 days."};
  if (i % 7 == 3) record.state = FindingState::waived;
  if (i % 9 == 4) record.state = FindingState::resolved;
  if (i % 4 == 1 && record.state == FindingState::fresh) record.state = FindingState::open;
  return record;
}

Case review_case(std::int32_t no) {
  const auto i = static_cast<std::size_t>(no);
  const std::string who = kPeople[i % kPeople.size()];
  Case c{.no = no,
         .card = no,
         .subject_key = who,
         .subject_name = who,
         .entitlement_key = "e" + std::to_string(no),
         .entitlement_name = i % 3 == 0 ? "SELECT on crm.orders" : "SELECT on crm.customers",
         .categories = {i % 3 == 0 ? "purchase_behaviour" : "customer_email"}};
  c.flagged = i % 4 == 0;
  if (c.flagged) {
    c.findings = {sha256("finding " + std::to_string(i))};
    c.risk = kSeverities[i / 4 % kSeverities.size()];
  }
  c.evidence = {
      {"sentence",
       who + (i % 3 == 0 ? " can read every order" : " can read the e-mail addresses of all customers") +
           " because of membership in support-emea, which has crm_read."}};
  c.evidence_digest = sha256(std::to_string(no));
  return c;
}

Decision decision(std::int32_t no, const std::string& by) {
  const auto i = static_cast<std::size_t>(no);
  Decision d{.id = std::to_string(no),
             .case_no = no,
             .kind = DecisionKind::certify,
             .by_key = by,
             .by_name = by,
             .signed_in = "single-use link",
             .at = kReportDay - 9 * kDay + no * 5 * kHour};
  if (i % 5 == 0) {
    d.kind = DecisionKind::revoke;
    d.reason = "moved to another team in autumn";
  } else if (i % 11 == 0) {
    d.kind = DecisionKind::cannot_judge;
    d.reason = "the owner of the shop database would know";
  } else if (i % 4 == 0) {
    d.kind = i % 8 == 0 ? DecisionKind::certify_until : DecisionKind::certify;
    if (i % 8 == 0) d.until = kReportDay + 60 * kDay;
    d.reason = "answers customers' mails until the new tool is there";
  } else {
    d.bulk = i % 3 == 0;
  }
  return d;
}

void add_cases(Report& report) {
  for (std::int32_t no = 1; no <= 40; ++no) {
    const std::string reviewer = kReviewers[static_cast<std::size_t>(no * no) % kReviewers.size()];
    const bool decided = no <= 33;
    const bool signed_off = no <= 24;
    report.cases.push_back(review_case(no));
    report.work_items.push_back({.case_no = no,
                                 .reviewer_key = reviewer,
                                 .reviewer_name = reviewer,
                                 .why_reviewer = "manager",
                                 .state = signed_off ? WorkItemState::signed_off
                                          : decided  ? WorkItemState::decided
                                                     : WorkItemState::open});
    if (decided) report.decisions.push_back(decision(no, reviewer));
  }
}

void count(ReviewLine& line, const WorkItem& item, const Decision* d) {
  ++line.cases;
  ++(item.state == WorkItemState::open      ? line.open
     : item.state == WorkItemState::decided ? line.decided
                                            : line.signed_off);
  if (d == nullptr) return;
  line.in_bulk += d->bulk ? 1 : 0;
  switch (d->kind) {
    case DecisionKind::certify: ++line.certified; break;
    case DecisionKind::certify_until: ++line.certified_until; break;
    case DecisionKind::revoke: ++line.revoked; break;
    case DecisionKind::cannot_judge: ++line.not_judged; break;
  }
}

void add_review(Report& report) {
  ReviewSummary& review = report.review;
  review.title = "Quarterly review of access to customer data";
  for (const char* name : kReviewers) review.reviewers.push_back({.reviewer = name});
  for (std::size_t i = 0; i < report.work_items.size(); ++i) {
    const WorkItem& item = report.work_items[i];
    const Decision* d = i < report.decisions.size() ? &report.decisions[i] : nullptr;
    count(*std::ranges::find(review.reviewers, item.reviewer_name, &ReviewLine::reviewer), item, d);
    count(review.all, item, d);
  }
  review.all.reviewer = "All";
  review.percent = 52;
  review.accesses = 61;
  review.not_evaluable = 3;
  review.out_of_scope = 11;
  review.covered_by_public = 7;
  review.categories = {"customer_email", "purchase_behaviour"};
  review.unclassified = {"SELECT on crm.exports in shop: 2 people and 1 other"};
  review.rejected_rows = {"hr: identity `p17` (identities.csv:18): the row has no name"};
  review.contradictions = {"Ingrid Palm revoked case 10, which also ends case 12, and Leo Marsh keeps that"};
  review.without_cut = {20};
}

void add_removals(Report& report) {
  constexpr std::array kStates{RemovalState::verified_removed, RemovalState::verified_removed,
                               RemovalState::still_present,    RemovalState::ticketed,
                               RemovalState::planned,          RemovalState::came_back};
  for (std::size_t i = 0; i < kStates.size(); ++i) {
    const std::string who = i % 2 == 0 ? "ana" : "bo";
    Removal r{.id = "r" + std::to_string(i),
              .edge = {.source = "shop"},
              .what = "remove " + who + " from crm_read in shop",
              .statement = "REVOKE \"crm_read\" FROM \"" + who + "\" GRANTED BY \"dba\";",
              .decided_by = kReviewers[i],
              .decided_at = kReportDay - 6 * kDay,
              .state = kStates[i],
              .state_at = kReportDay - 2 * kDay};
    if (r.state == RemovalState::verified_removed) r.state_detail = "absent in run 2 of shop";
    if (r.state == RemovalState::still_present) r.state_detail = "present in run 2 of shop, granted by dba";
    if (r.state == RemovalState::came_back)
      r.state_detail = "present in run 2 of shop, granted by lead on 2025-12-29";
    if (r.state == RemovalState::planned)
      r.state_detail = "held: case 12 needs it, and Leo Marsh decided to keep that";
    report.removals.push_back(r);
    Ticket t{.id = "t" + std::to_string(i),
             .removal_id = r.id,
             .sink = "helpdesk",
             .idempotency_key = "reeve-" + std::to_string(i)};
    t.state = i == 3 ? TicketState::dead : TicketState::sent;
    t.external_ref = i == 3 ? "" : "HD-" + std::to_string(100 + i);
    t.last_error = i == 3 ? "`https://helpdesk.example` answers 422" : "";
    if (r.state != RemovalState::planned) report.tickets.push_back(t);
  }
}

}  // namespace

Report empty_report() {
  return {.company = "Bazaar", .made_by = "root on command line", .version = "0.1.0", .made_at = kReportDay};
}

Report sample_report() {
  Report report = empty_report();
  report.snapshot = SnapshotInfo{.no = 7,
                                 .as_of = kReportDay - kDay,
                                 .runs = {1, 2},
                                 .missing_sources = {"tickets"},
                                 .derived_digest = sha256("derived")};
  report.runs = {run(1, "hr", "csv", 214, 1), run(2, "shop", "postgresql", 1839, 0)};
  report.source_problems = {"tickets: never read", "hr: some rows were rejected"};
  report.disabled_rules = {"hygiene/public_grant"};
  report.engine = "opa 1.22.2";
  report.rules = 11;
  for (std::size_t i = 0; i < 26; ++i) report.findings.push_back(finding(i));
  std::ranges::stable_sort(
      report.findings, [](const auto& a, const auto& b) { return a.finding.severity > b.finding.severity; });
  report.not_evaluable = {{.rule = "need_to_know/job_not_in_matrix",
                           .reason = "not_in_matrix",
                           .detail = "the job `Wizard` is not in the authorisation matrix",
                           .people = 1},
                          {.rule = "",
                           .grain = Grain::resource,
                           .reason = "unclassified_resource",
                           .detail = "crm.exports has no classification",
                           .people = 2}};
  report.waivers = {{.id = "w",
                     .rule = "separation/toxic_pair",
                     .subject_key = "Di Novak",
                     .reason = "only person on call at night",
                     .compensating_control = "every deletion is logged and read weekly",
                     .requested_by = "Di Novak",
                     .approved_by = "Mira Costa",
                     .from = kReportDay - 40 * kDay,
                     .until = kReportDay + 50 * kDay,
                     .recorded_at = kReportDay - 40 * kDay}};
  report.campaign = Campaign{.id = "c",
                             .name = "quarterly",
                             .snapshot = 7,
                             .opened_by = "root on command line",
                             .opened_at = kReportDay - 10 * kDay,
                             .deadline = kReportDay + 4 * kDay,
                             .accepted_gap = "Mira Costa: the ticket system is being replaced"};
  add_cases(report);
  add_review(report);
  report.sign_offs = {
      {.reviewer_key = "a",
       .reviewer_name = "Dana Roy",
       .statement = "I have looked at each case on this desk and decided to the best of my knowledge.",
       .at = kReportDay - 5 * kDay,
       .items = 9},
      {.reviewer_key = "b",
       .reviewer_name = "Jon Abara",
       .statement = "I have looked at each case on this desk and decided to the best of my knowledge.",
       .at = kReportDay - 2 * kDay,
       .items = 15}};
  add_removals(report);
  return report;
}

}  // namespace reeve::test
