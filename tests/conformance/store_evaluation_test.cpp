// Evaluations, findings, waivers and the verdicts kept for next time.
#include <gmock/gmock.h>

#include <algorithm>

#include "engine/core/error.h"
#include "tests/conformance/store_fixture.h"

namespace reeve::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class StoreEvaluation : public StoreTest {
 protected:
  void SetUp() override {
    snapshot_of({}, {}, "snapshot-1");
    snapshot_of({}, {}, "snapshot-2");
  }

  static Finding finding(const std::string& subject) {
    return {.fingerprint = fingerprint_of("leaver/keeps_access", "left", subject, "mails"),
            .rule = "leaver/keeps_access",
            .code = "left",
            .severity = Severity::critical,
            .grain = Grain::holder,
            .subject_key = subject,
            .entitlement_key = "mails",
            .subject_name =
                "Ana \xc3\x87"
                "elik",
            .entitlement_name = "SELECT on \"mails\"",
            .source = "shop",
            .manager_key = "p3",
            .manager_name = "Chi Okafor",
            .categories = {"customer_email", "search_terms"},
            .params = Json::parse(R"({"days": 30, "list": [1, 2.5, null, true], "name": "é"})"),
            .sentence = "Ana left 30 days ago"};
  }
  static FindingRecord record(const std::string& subject, FindingState state = FindingState::fresh) {
    return {.finding = finding(subject),
            .state = state,
            .cause = state == FindingState::resolved ? ResolvedCause::rule_changed : ResolvedCause::none,
            .first_seen = 1,
            .last_seen = 2,
            .changed_in = 2,
            .waiver_id = state == FindingState::waived ? "waiver-1" : ""};
  }
  static Evaluation evaluation(SnapshotNo snapshot, std::vector<Finding> findings) {
    std::sort(findings.begin(), findings.end(),
              [](const Finding& a, const Finding& b) { return a.fingerprint < b.fingerprint; });
    return {.snapshot = snapshot,
            .evaluated_at = 4000,
            .engine = "opa 1.22.2",
            .rule_digests = {{"a/both", sha256("a")}, {"b/digest only", sha256("b")}},
            .situations = {{"a/both", 17}, {"c/situations only", 0}},
            .findings = findings,
            .not_evaluable = {
                {.rule = "z", .grain = Grain::resource, .subject_key = "t", .reason = "unclassified"},
                {.rule = "", .entitlement_key = "e", .detail = "why", .people = 12},
                {.rule = "", .entitlement_key = "e", .detail = "why", .people = 12}}};
  }
  static std::vector<FindingRecord> by_fingerprint(std::vector<FindingRecord> records) {
    std::sort(records.begin(), records.end(), [](const FindingRecord& a, const FindingRecord& b) {
      return a.finding.fingerprint < b.finding.fingerprint;
    });
    return records;
  }
};
REEVE_FOR_EVERY_STORE(StoreEvaluation);

TEST_P(StoreEvaluation, NothingIsThereAtFirst) {
  EXPECT_EQ(store_->evaluation(1), std::nullopt);
  EXPECT_EQ(store_->latest_evaluated(), std::nullopt);
  EXPECT_THAT(store_->findings(), IsEmpty());
  EXPECT_THAT(store_->waivers(), IsEmpty());
  EXPECT_EQ(store_->cached_verdicts(sha256("rule")), std::nullopt);
}

TEST_P(StoreEvaluation, WhatIsSavedComesBackWhole) {
  const Evaluation saved = evaluation(1, {finding("p1"), finding("p2")});
  const auto records = by_fingerprint({record("p1"), record("p2", FindingState::waived)});
  store_->save_evaluation(saved, records);
  EXPECT_EQ(store_->evaluation(1), saved);
  EXPECT_EQ(store_->evaluation(2), std::nullopt);
  EXPECT_EQ(store_->latest_evaluated(), 1);
  EXPECT_EQ(store_->findings(), records);
}

TEST_P(StoreEvaluation, AnotherEvaluationOfTheSnapshotTakesThePlace) {
  store_->save_evaluation(evaluation(1, {finding("p1"), finding("p2")}), {record("p1")});
  Evaluation again = evaluation(1, {finding("p3")});
  again.rule_digests.clear();
  again.not_evaluable.clear();
  store_->save_evaluation(again, {record("p3")});
  EXPECT_EQ(store_->evaluation(1), again);
}

TEST_P(StoreEvaluation, RecordsAreReplacedAndNeverLost) {
  store_->save_evaluation(evaluation(1, {finding("p1"), finding("p2")}), {record("p1"), record("p2")});
  const FindingRecord resolved = record("p2", FindingState::resolved);
  store_->save_evaluation(evaluation(2, {finding("p3")}), {resolved, record("p3")});
  EXPECT_EQ(store_->findings(), by_fingerprint({record("p1"), resolved, record("p3")}));
  EXPECT_EQ(store_->latest_evaluated(), 2);
}

TEST_P(StoreEvaluation, FindingsAreCountedBySnapshotAndSeverity) {
  EXPECT_THAT(store_->evaluation_figures(), IsEmpty());
  Finding medium = finding("cy");
  medium.severity = Severity::medium;
  store_->save_evaluation(evaluation(1, {finding("ana"), finding("bo"), medium}), {});
  Evaluation clean = evaluation(2, {});
  clean.not_evaluable.clear();
  store_->save_evaluation(clean, {});
  const UtcMillis as_of = store_->snapshots().front().as_of;
  EXPECT_THAT(
      store_->evaluation_figures(),
      ElementsAre(
          EvaluationFigures{.snapshot = 1, .as_of = as_of, .findings = {0, 1, 0, 2}, .not_evaluable = 3},
          EvaluationFigures{.snapshot = 2, .as_of = store_->snapshots().back().as_of}));
}

TEST_P(StoreEvaluation, RecordsDoNotGoBackInTime) {
  store_->save_evaluation(evaluation(2, {}), {record("p1")});
  try {
    store_->save_evaluation(evaluation(1, {}), {record("p1", FindingState::resolved)});
    FAIL() << "an older snapshot was evaluated after a newer one";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::conflict);
  }
  EXPECT_EQ(store_->evaluation(1), std::nullopt);
  EXPECT_THAT(store_->findings(), ElementsAre(record("p1")));
}

TEST_P(StoreEvaluation, ASnapshotThatIsNotThereCannotBeEvaluated) {
  EXPECT_THROW(store_->save_evaluation(evaluation(9, {}), {record("p1")}), Error);
  EXPECT_THAT(store_->findings(), IsEmpty());
}

TEST_P(StoreEvaluation, WaiversComeByTheTimeOfRecording) {
  const Waiver later{.id = "a",
                     .rule = "leaver/keeps_access",
                     .subject_key = "p1",
                     .entitlement_key = "mails",
                     .reason = "until the handover",
                     .compensating_control = "log review",
                     .requested_by = "bo",
                     .approved_by = "chi",
                     .from = 1,
                     .until = 99,
                     .recorded_at = 20};
  Waiver earlier = later;
  earlier.id = "b";
  earlier.recorded_at = 10;
  Waiver same_time = later;
  same_time.id = "c";
  store_->add_waiver(same_time);
  store_->add_waiver(later);
  store_->add_waiver(earlier);
  Waiver changed = later;
  changed.reason = "another";
  store_->add_waiver(changed);
  EXPECT_THAT(store_->waivers(), ElementsAre(earlier, later, same_time));
}

TEST_P(StoreEvaluation, AWaiverIsRevokedOnce) {
  store_->add_waiver({.id = "a", .rule = "r"});
  EXPECT_TRUE(store_->revoke_waiver("a", "chi"));
  EXPECT_FALSE(store_->revoke_waiver("a", "bo"));
  EXPECT_THAT(store_->waivers(), ElementsAre(Waiver{.id = "a", .rule = "r", .revoked_by = "chi"}));
  EXPECT_THROW(store_->revoke_waiver("b", "chi"), Error);
}

TEST_P(StoreEvaluation, VerdictsAreKeptByRule) {
  const std::string blob("\0\x1a\xff{}", 5);
  store_->cache_verdicts(sha256("a"), "old");
  store_->cache_verdicts(sha256("a"), blob);
  store_->cache_verdicts(sha256("b"), "");
  EXPECT_EQ(store_->cached_verdicts(sha256("a")), blob);
  EXPECT_EQ(store_->cached_verdicts(sha256("b")), "");
  EXPECT_EQ(store_->cached_verdicts(sha256("c")), std::nullopt);
}

}  // namespace
}  // namespace reeve::test
