#include "engine/campaign/silence.h"

#include <gtest/gtest.h>

namespace reeve {
namespace {

// 100 cases of shop, all low and certified but those that a test names; each has a removal of its own.
class SilenceTest : public ::testing::Test {
 protected:
  SilenceTest() {
    for (std::int32_t no = 1; no <= 100; ++no) {
      cases.push_back({.no = no, .card = no, .evidence = evidence("person")});
      cards.push_back({.no = no, .edges = {CardEdge{}}, .ends = {no}});
      items.push_back({.case_no = no, .state = WorkItemState::signed_off});
    }
  }

  static Json evidence(const std::string& kind) {
    return {{"entitlement", {{"source", "shop"}}}, {"subject", {{"kind", kind}}}};
  }
  Case& silent(std::int32_t no, Severity risk, WorkItemState state = WorkItemState::open) {
    items.at(static_cast<std::size_t>(no - 1)).state = state;
    Case& c = cases.at(static_cast<std::size_t>(no - 1));
    c.risk = risk;
    return c;
  }
  Card& card(std::int32_t no) { return cards.at(static_cast<std::size_t>(no - 1)); }
  SilencePlan plan(bool more_time = true) const {
    return plan_silence(rules, cases, cards, items, standing, more_time);
  }

  SilenceRules rules{.by_risk = {Silence::keep, Silence::extend, Silence::escalate, Silence::revoke}};
  std::vector<Case> cases;
  std::vector<Card> cards;
  std::vector<WorkItem> items;
  StandingDecisions standing;
};

TEST_F(SilenceTest, MeansWhatTheRiskOfTheCaseSays) {
  silent(4, Severity::low);
  silent(3, Severity::medium);
  silent(2, Severity::high, WorkItemState::asked);
  silent(1, Severity::critical);
  EXPECT_EQ(plan(), (SilencePlan{.extend = {3}, .escalate = {2}, .revoke = {1}, .keep = {{4, ""}}}));
  EXPECT_EQ(plan(false), (SilencePlan{.revoke = {1}, .keep = {{2, ""}, {3, ""}, {4, ""}}}));
}

TEST_F(SilenceTest, WhatIsDecidedCarriedOrGoneIsNotSilent) {
  silent(1, Severity::critical, WorkItemState::decided);
  silent(2, Severity::critical, WorkItemState::carried);
  silent(3, Severity::critical, WorkItemState::gone);
  EXPECT_EQ(plan(), SilencePlan{});
}

TEST_F(SilenceTest, TakesNoMoreThanItsShareOfASourceAndTheRiskiestFirst) {
  rules.by_risk[static_cast<std::size_t>(Severity::high)] = Silence::revoke;
  silent(1, Severity::high);
  silent(2, Severity::critical);
  silent(3, Severity::critical);
  EXPECT_EQ(plan(),
            (SilencePlan{.revoke = {2, 3}, .keep = {{1, "silence may take at most 2 percent of shop"}}}));
  rules.most_percent_of_source = 3;
  EXPECT_EQ(plan(), (SilencePlan{.revoke = {1, 2, 3}}));
  rules.most_percent_of_source = 0;
  EXPECT_EQ(plan().revoke, std::vector<std::int32_t>{});
}

TEST_F(SilenceTest, AllThatARemovalEndsIsCounted) {
  silent(1, Severity::critical);
  silent(2, Severity::critical);
  card(1).ends = {1, 50, 51};
  card(2).ends = {2, 50};
  EXPECT_EQ(plan(),
            (SilencePlan{.revoke = {2}, .keep = {{1, "silence may take at most 2 percent of shop"}}}));
}

TEST_F(SilenceTest, NeverTakesWhatMustStay) {
  rules.most_percent_of_source = 100;
  silent(1, Severity::critical).evidence = evidence("break-glass account");
  silent(2, Severity::critical, WorkItemState::asked);
  silent(3, Severity::critical);
  card(3).edges.clear();
  card(3).why_no_cut = "an owner's right";
  silent(4, Severity::critical);
  card(4).ends = {4, 50};
  standing[50] = {.case_no = 50, .kind = DecisionKind::certify, .by_name = "Mara Okafor"};
  silent(5, Severity::critical);
  card(5).ends = {5, 51};
  standing[51] = {.case_no = 51, .kind = DecisionKind::revoke, .by_name = "Mara Okafor"};
  EXPECT_EQ(plan(),
            (SilencePlan{.revoke = {5},
                         .keep = {{1, "it is for emergencies"},
                                  {2, "a question about it is open"},
                                  {3, "no permitted removal ends it: an owner's right"},
                                  {4, "its removal would end case 50, which Mara Okafor decided to keep"}}}));
}

}  // namespace
}  // namespace reeve
