#include "engine/campaign/carry_forward.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/campaign/evidence_diff.h"
#include "engine/core/time.h"

namespace reeve {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr UtcMillis kNow = 1'767'225'600'000;  // 2026-01-01

Evidence facts() {
  Evidence e;
  e.subject = {.name = "Ana Lopes", .job = "Accountant", .department = "Finance"};
  e.entitlement = {.name = "SELECT on mails", .source = "shop", .categories = {"customer_email"}};
  e.how.usability = "usable";
  e.how.independent_paths = 1;
  e.how.path = {{"Ana Lopes is in crm", "shop"}};
  e.findings = {{.fingerprint = sha256("f"), .rule = "usage/unused", .sentence = "not used", .waived = true}};
  e.use.words = "last used 3 days ago";
  return e;
}

EarlierDecision earlier(UtcMillis at = kNow - 90 * kDay) {
  return {.campaign = "summer",
          .by = "Mara Okafor",
          .at = at,
          .digest = sha256("d"),
          .evidence = to_json(facts())};
}

Case now_is(const Evidence& e, Severity risk = Severity::medium) {
  return {.no = 1, .risk = risk, .evidence = to_json(e)};
}

std::string why(const EarlierDecision& e, const Case& c) {
  return why_anew({.times = 2, .days = 180}, e, c, kNow, kNow + 14 * kDay);
}

TEST(EvidenceDiff, WhatMovesEveryDayIsNoChange) {
  Evidence e = facts();
  e.use.words = "last used 2 days ago";
  e.holders = 7;
  e.snapshot = 9;
  e.revoke.losses = {"Bo: SELECT on mails"};
  EXPECT_THAT(differences_in_meaning(to_json(facts()), to_json(e)), IsEmpty());
}

TEST(EvidenceDiff, SaysWhatIsDifferent) {
  Evidence e = facts();
  e.subject.department = "Audit";
  e.subject.job.clear();
  e.entitlement.categories = {"sales_metrics"};
  e.entitlement.unclassified_part = true;
  e.how.usability = "latent";
  e.how.grant_option = true;
  e.how.path = {{"Ana Lopes is in etl", "shop"}};
  e.how.independent_paths = 2;
  e.findings.front().waived = false;
  e.findings.push_back({.fingerprint = sha256("g"), .rule = "lifecycle/leaver", .sentence = "she has left"});
  e.not_evaluable = {{.rule = "need_to_know/job"}};
  EXPECT_THAT(
      differences_in_meaning(to_json(facts()), to_json(e)),
      testing::UnorderedElementsAre(
          "job is not known, was Accountant", "department is Audit, was Finance", "reaches sales_metrics now",
          "does not reach customer_email any more", "access is latent, was usable",
          "a part of it is not classified any more", "may now be passed on to others",
          "is reached in another way: Ana Lopes is in etl", "is reached in 2 separate ways now",
          "the waiver for usage/unused has ended", "flagged by lifecycle/leaver: she has left",
          "rule need_to_know/job cannot judge it any more"));
}

TEST(EvidenceDiff, AFindingThatEndedIsAChangeToo) {
  Evidence e = facts();
  e.findings.clear();
  EXPECT_THAT(differences_in_meaning(to_json(facts()), to_json(e)),
              ElementsAre("not flagged by usage/unused any more"));
}

TEST(CarryForward, CountsWhereNothingChanged) { EXPECT_EQ(why(earlier(), now_is(facts())), ""); }

TEST(CarryForward, NeverForCriticalNorTooLongNorTooOften) {
  EXPECT_EQ(why(earlier(), now_is(facts(), Severity::critical)), "critical access is decided anew");
  EXPECT_EQ(why(earlier(kNow - 180 * kDay), now_is(facts())), "");
  EXPECT_EQ(why(earlier(kNow - 180 * kDay - 1), now_is(facts())), "a person decided too long ago");
  EarlierDecision twice = earlier();
  twice.times = 2;
  EXPECT_EQ(why(twice, now_is(facts())), "it was carried forward 2 times");
  Evidence moved = facts();
  moved.subject.department = "Audit";
  EXPECT_EQ(why(earlier(), now_is(moved)), "department is Audit, was Finance");
}

TEST(CarryForward, WhatWasCertifiedUntilADateReturnsInTime) {
  EarlierDecision until = earlier();
  until.until = kNow + 14 * kDay;
  EXPECT_EQ(why(until, now_is(facts())), "it was certified until a date that comes");
  until.until = kNow + 14 * kDay + 1;
  EXPECT_EQ(why(until, now_is(facts())), "");
}

TEST(CarryForward, TheFirstDecisionIsKeptHoweverOftenItIsCarried) {
  Case c = now_is(facts());
  WorkItem item{.case_no = 1};
  carry(earlier(), c, item);
  EXPECT_EQ(item.state, WorkItemState::carried);
  EXPECT_EQ(c.evidence_digest, evidence_digest(c.evidence));
  const auto again = earlier_decision({.name = "autumn"}, c, item, nullptr);
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->campaign + " " + again->by + " " + std::to_string(again->times), "summer Mara Okafor 1");
  EXPECT_EQ(again->at, earlier().at);
  EXPECT_EQ(again->digest, earlier().digest);
}

TEST(CarryForward, OnlyWhatAPersonKeptAndSignedCounts) {
  const Campaign campaign{.name = "autumn"};
  const Case c = now_is(facts());
  const WorkItem done{.case_no = 1, .state = WorkItemState::signed_off};
  Decision decision{.kind = DecisionKind::certify, .by_key = "mara", .by_name = "Mara"};
  EXPECT_TRUE(earlier_decision(campaign, c, done, &decision).has_value());
  EXPECT_FALSE(earlier_decision(campaign, c, done, nullptr).has_value());
  EXPECT_FALSE(
      earlier_decision(campaign, c, {.case_no = 1, .state = WorkItemState::decided}, &decision).has_value());
  decision.kind = DecisionKind::revoke;
  EXPECT_FALSE(earlier_decision(campaign, c, done, &decision).has_value());
}

}  // namespace
}  // namespace reeve
