#include "engine/campaign/removal_plan.h"

#include <gtest/gtest.h>

namespace reeve {
namespace {

constexpr UtcMillis kNow = 1'767'225'600'000;

CardEdge edge(const std::string& key) {
  return {.edge = {.source = "shop", .section = Section::membership, .edge_key = key},
          .what = "remove " + key,
          .statement = "REVOKE " + key,
          .inverse = "GRANT " + key,
          .seen_in = 7,
          .scope_digest = sha256("scope")};
}

Decision decision(std::int32_t no, const std::string& by, DecisionKind kind) {
  return {.id = std::to_string(no), .case_no = no, .kind = kind, .by_key = by, .by_name = "name of " + by};
}

Removal removal(const std::string& key, std::vector<std::int32_t> cases, const std::string& by) {
  return {.campaign_id = "c",
          .edge = edge(key).edge,
          .what = "remove " + key,
          .statement = "REVOKE " + key,
          .inverse = "GRANT " + key,
          .consequence = "consequence",
          .cases = std::move(cases),
          .decided_by = "name of " + by,
          .decided_at = kNow,
          .decided_on = 7,
          .scope_digest = sha256("scope"),
          .state_at = kNow};
}

// Cases 1 and 2 of ana share the card with edge a; 3 of bo needs a and goes by b; 4 of bo has no cut; 5 of bo
// goes by a and b together.
class RemovalPlanTest : public ::testing::Test {
 protected:
  RemovalPlan plan(const StandingDecisions& standing, const std::string& reviewer,
                   const std::vector<Removal>& existing = {}) {
    return plan_removals({.id = "c"}, cases, cards, standing, reviewer, existing, kNow);
  }

  std::vector<Card> cards{
      {.no = 1, .edges = {edge("a")}, .ends = {1, 2, 3, 5}, .consequence = "consequence"},
      {.no = 2, .edges = {edge("b")}, .ends = {3}, .consequence = "consequence"},
      {.no = 3, .why_no_cut = "it is an owner's right"},
      {.no = 4, .edges = {edge("a"), edge("b")}, .ends = {1, 2, 3, 5}, .consequence = "consequence"}};
  std::vector<Case> cases{{.no = 1, .card = 1},
                          {.no = 2, .card = 1},
                          {.no = 3, .card = 2},
                          {.no = 4, .card = 3},
                          {.no = 5, .card = 4}};
};

TEST_F(RemovalPlanTest, CasesOfOneEdgeAreOneRemoval) {
  const RemovalPlan p = plan(
      {{1, decision(1, "ana", DecisionKind::revoke)}, {2, decision(2, "ana", DecisionKind::revoke)}}, "ana");
  EXPECT_EQ(p.removals, (std::vector<Removal>{removal("a", {1, 2}, "ana")}));
  EXPECT_TRUE(p.without_cut.empty());
  EXPECT_TRUE(p.already_going.empty());
}

TEST_F(RemovalPlanTest, OnlyTheReviewersOwnRevokesCount) {
  const StandingDecisions standing{{1, decision(1, "ana", DecisionKind::revoke)},
                                   {2, decision(2, "ana", DecisionKind::cannot_judge)},
                                   {3, decision(3, "bo", DecisionKind::revoke)}};
  EXPECT_EQ(plan(standing, "bo").removals, (std::vector<Removal>{removal("b", {3}, "bo")}));
}

TEST_F(RemovalPlanTest, EveryEdgeOfACutGoes) {
  EXPECT_EQ(plan({{5, decision(5, "bo", DecisionKind::revoke)}}, "bo").removals,
            (std::vector<Removal>{removal("a", {5}, "bo"), removal("b", {5}, "bo")}));
}

TEST_F(RemovalPlanTest, ARevokeWithoutACutSaysSo) {
  const RemovalPlan p = plan({{4, decision(4, "bo", DecisionKind::revoke)}}, "bo");
  EXPECT_TRUE(p.removals.empty());
  EXPECT_EQ(p.without_cut, (std::vector<std::int32_t>{4}));
}

TEST_F(RemovalPlanTest, AnEdgeThatIsGoingAlreadyGetsNoSecondRemoval) {
  for (const auto state : {RemovalState::planned, RemovalState::ticketed, RemovalState::claimed_done,
                           RemovalState::still_present}) {
    Removal existing = removal("a", {9}, "cy");
    existing.state = state;
    const RemovalPlan one = plan({{1, decision(1, "ana", DecisionKind::revoke)}}, "ana", {existing});
    EXPECT_TRUE(one.removals.empty()) << to_string(state);
    EXPECT_EQ(one.already_going, (std::vector<std::int32_t>{1}));
    const RemovalPlan two = plan({{5, decision(5, "bo", DecisionKind::revoke)}}, "bo", {existing});
    EXPECT_EQ(two.removals, (std::vector<Removal>{removal("b", {5}, "bo")}));
    EXPECT_TRUE(two.already_going.empty());
  }
}

TEST_F(RemovalPlanTest, AnEdgeThatWasRemovedOrRefusedBeforeGoesAgain) {
  for (const auto state : {RemovalState::verified_removed, RemovalState::came_back, RemovalState::rejected}) {
    Removal existing = removal("a", {9}, "cy");
    existing.state = state;
    EXPECT_EQ(plan({{1, decision(1, "ana", DecisionKind::revoke)}}, "ana", {existing}).removals,
              (std::vector<Removal>{removal("a", {1}, "ana")}));
  }
}

TEST_F(RemovalPlanTest, AnEdgeThatSomebodyElseKeepsIsHeld) {
  const StandingDecisions standing{{1, decision(1, "ana", DecisionKind::revoke)},
                                   {3, decision(3, "bo", DecisionKind::certify)}};
  Removal held = removal("a", {1}, "ana");
  held.state_detail = "held: case 3 needs it, and name of bo decided to keep that";
  const RemovalPlan p = plan(standing, "ana");
  EXPECT_EQ(p.removals, (std::vector<Removal>{held}));
  EXPECT_TRUE(is_held(p.removals.front()));
  EXPECT_EQ(contradictions(cases, cards, standing),
            (std::vector<Contradiction>{{.revoked_case = 1,
                                         .kept_case = 3,
                                         .revoked_by = "name of ana",
                                         .kept_by = "name of bo",
                                         .edges = {edge("a").edge}}}));
}

TEST_F(RemovalPlanTest, KeepingWhatTheCutDoesNotTouchIsNoContradiction) {
  const StandingDecisions standing{{3, decision(3, "bo", DecisionKind::revoke)},
                                   {1, decision(1, "ana", DecisionKind::certify)},
                                   {2, decision(2, "ana", DecisionKind::certify_until)}};
  EXPECT_TRUE(contradictions(cases, cards, standing).empty());
}

TEST_F(RemovalPlanTest, WhoCannotJudgeContradictsNobody) {
  EXPECT_TRUE(contradictions(cases, cards,
                             {{1, decision(1, "ana", DecisionKind::revoke)},
                              {3, decision(3, "bo", DecisionKind::cannot_judge)},
                              {2, decision(2, "ana", DecisionKind::revoke)}})
                  .empty());
}

}  // namespace
}  // namespace reeve
