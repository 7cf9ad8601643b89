#include "engine/policy/finding_lifecycle.h"

#include <gtest/gtest.h>

namespace reeve {
namespace {

Finding finding(const std::string& subject) {
  Finding f;
  f.rule = "lifecycle/leaver";
  f.code = "left";
  f.subject_key = subject;
  f.fingerprint = fingerprint_of(f.rule, f.code, f.subject_key, "");
  return f;
}

// One evaluation of snapshot `no` in which `fires`, on top of `before`.
std::vector<FindingRecord> evaluate(const std::vector<FindingRecord>& before, SnapshotNo no,
                                    const std::vector<Finding>& fires,
                                    Whereabouts whereabouts = Whereabouts::present, bool rule_changed = false,
                                    const std::vector<Waiver>& waivers = {}) {
  Evaluation now;
  now.snapshot = no;
  now.findings = fires;
  return next_records({.before = before,
                       .now = now,
                       .waivers = waivers,
                       .as_of = 1000,
                       .whereabouts = [&](const FindingRecord&) { return whereabouts; },
                       .rule_changed = [&](const std::string&) { return rule_changed; }});
}

using State = std::tuple<FindingState, ResolvedCause, SnapshotNo, SnapshotNo, SnapshotNo>;

State state(const std::vector<FindingRecord>& records) {
  EXPECT_EQ(records.size(), 1U);
  const FindingRecord& r = records.front();
  return {r.state, r.cause, r.first_seen, r.last_seen, r.changed_in};
}

TEST(FindingLifecycle, IsNewThenOpenAndTheSameSnapshotAgainChangesNothing) {
  const auto first = evaluate({}, 1, {finding("ana")});
  EXPECT_EQ(state(first), State(FindingState::fresh, ResolvedCause::none, 1, 1, 1));
  EXPECT_EQ(evaluate(first, 1, {finding("ana")}), first);
  EXPECT_EQ(state(evaluate(first, 2, {finding("ana")})),
            State(FindingState::open, ResolvedCause::none, 1, 2, 2));
}

TEST(FindingLifecycle, EndsWithItsCauseAndStaysOpenWhereNothingCanBeRead) {
  const auto open = evaluate({}, 1, {finding("ana")});
  const auto end = [&](Whereabouts w, bool changed = false) {
    return state(evaluate(open, 2, {}, w, changed));
  };
  EXPECT_EQ(end(Whereabouts::gone), State(FindingState::resolved, ResolvedCause::removed, 1, 1, 2));
  EXPECT_EQ(end(Whereabouts::gone, true), State(FindingState::resolved, ResolvedCause::removed, 1, 1, 2));
  EXPECT_EQ(end(Whereabouts::reclassified),
            State(FindingState::resolved, ResolvedCause::reclassified, 1, 1, 2));
  EXPECT_EQ(end(Whereabouts::present, true),
            State(FindingState::resolved, ResolvedCause::rule_changed, 1, 1, 2));
  EXPECT_EQ(end(Whereabouts::present), State(FindingState::resolved, ResolvedCause::facts_changed, 1, 1, 2));
  EXPECT_EQ(end(Whereabouts::unreadable), State(FindingState::no_longer_read, ResolvedCause::none, 1, 1, 2));
}

TEST(FindingLifecycle, WhatComesBackIsNewAgainAndKeepsItsHistory) {
  const auto resolved = evaluate(evaluate({}, 1, {finding("ana")}), 2, {}, Whereabouts::gone);
  EXPECT_EQ(evaluate(resolved, 3, {}, Whereabouts::unreadable), resolved);
  EXPECT_EQ(state(evaluate(resolved, 3, {finding("ana")})),
            State(FindingState::fresh, ResolvedCause::none, 1, 3, 3));
}

TEST(FindingLifecycle, AWaiverInForceCoversItAndAnEndedOneDoesNot) {
  Waiver waiver{.id = "w", .rule = "lifecycle/leaver", .subject_key = "ana", .from = 0, .until = 2000};
  const auto waived = evaluate({}, 1, {finding("ana")}, Whereabouts::present, false, {waiver});
  EXPECT_EQ(state(waived), State(FindingState::waived, ResolvedCause::waived, 1, 1, 1));
  EXPECT_EQ(waived.front().waiver_id, "w");
  waiver.until = 1000;
  const auto open = evaluate(waived, 2, {finding("ana")}, Whereabouts::present, false, {waiver});
  EXPECT_EQ(state(open), State(FindingState::open, ResolvedCause::none, 1, 2, 2));
  EXPECT_EQ(open.front().waiver_id, "");
}

}  // namespace
}  // namespace reeve
