#include "engine/campaign/completion.h"

#include <gtest/gtest.h>

namespace reeve {
namespace {

WorkItem item(std::int32_t no, const std::string& reviewer, WorkItemState state) {
  return {.case_no = no, .reviewer_key = reviewer, .reviewer_name = "name of " + reviewer, .state = state};
}

Decision decision(std::int32_t no, const std::string& by, DecisionKind kind, bool bulk = false) {
  return {.id = std::to_string(no), .case_no = no, .kind = kind, .by_key = by, .by_name = by, .bulk = bulk};
}

TEST(StandingDecisions, AreTheNewestOfWhoeverHasTheCase) {
  const std::vector<WorkItem> items{item(1, "ana", WorkItemState::decided),
                                    item(2, "ana", WorkItemState::open),
                                    item(3, "bo", WorkItemState::decided)};
  std::vector<Decision> decisions{
      decision(1, "ana", DecisionKind::certify), decision(1, "ana", DecisionKind::revoke),
      decision(2, "ana", DecisionKind::certify), decision(3, "ana", DecisionKind::certify),
      decision(9, "ana", DecisionKind::certify)};
  decisions.push_back(decision(1, "ana", DecisionKind::cannot_judge));
  decisions.back().undone_at = "2026-01-01";
  const StandingDecisions standing = standing_decisions(items, decisions);
  ASSERT_EQ(standing.size(), 1U);
  EXPECT_EQ(standing.at(1).kind, DecisionKind::revoke);
}

TEST(Completion, CountsEveryCaseAndEveryAccessThatCouldNotBeOne) {
  const std::vector<Case> cases{{.no = 1}, {.no = 2, .flagged = true}, {.no = 3}, {.no = 4}, {.no = 5},
                                {.no = 6}};
  const std::vector<WorkItem> items{
      item(1, "ana", WorkItemState::open),      item(2, "ana", WorkItemState::open),
      item(3, "ana", WorkItemState::decided),   item(4, "bo", WorkItemState::signed_off),
      item(5, "bo", WorkItemState::signed_off), item(6, "bo", WorkItemState::signed_off)};
  const StandingDecisions standing{{3, decision(3, "ana", DecisionKind::certify_until, true)},
                                   {4, decision(4, "bo", DecisionKind::certify)},
                                   {5, decision(5, "bo", DecisionKind::revoke)},
                                   {6, decision(6, "bo", DecisionKind::cannot_judge)}};
  const Completion completion = completion_of(cases, items, standing, {.not_evaluable = 2});
  const Completion expected{.reviewers = {{.reviewer_key = "ana",
                                           .reviewer_name = "name of ana",
                                           .figures = {.cases = 3,
                                                       .open = 2,
                                                       .decided = 1,
                                                       .flagged_open = 1,
                                                       .certified_until = 1,
                                                       .in_bulk = 1}},
                                          {.reviewer_key = "bo",
                                           .reviewer_name = "name of bo",
                                           .figures = {.cases = 3,
                                                       .signed_off = 3,
                                                       .certified = 1,
                                                       .revoked = 1,
                                                       .not_judged = 1,
                                                       .completed = 2}}},
                            .all = {.cases = 6,
                                    .open = 2,
                                    .decided = 1,
                                    .signed_off = 3,
                                    .flagged_open = 1,
                                    .certified = 1,
                                    .certified_until = 1,
                                    .revoked = 1,
                                    .not_judged = 1,
                                    .in_bulk = 1,
                                    .completed = 2},
                            .not_evaluable = 2,
                            .percent = 25};
  EXPECT_EQ(completion, expected);
}

TEST(Completion, IsAHundredOnlyWhereNothingIsLeft) {
  const std::vector<Case> one{{.no = 1}};
  const std::vector<WorkItem> done{item(1, "bo", WorkItemState::signed_off)};
  const StandingDecisions kept{{1, decision(1, "bo", DecisionKind::certify)}};
  EXPECT_EQ(completion_of(one, done, kept, {}).percent, 100);
  EXPECT_EQ(completion_of(one, done, kept, {.not_evaluable = 1}).percent, 50);
  EXPECT_EQ(completion_of(one, done, {{1, decision(1, "bo", DecisionKind::cannot_judge)}}, {}).percent, 0);
  EXPECT_EQ(completion_of({}, {}, {}, {}).percent, 100);
  EXPECT_EQ(completion_of({}, {}, {}, {.not_evaluable = 1}).percent, 0);
  const Completion rejecting = completion_of(one, done, kept, {.rejected_rows = {"hr: identity `p9`"}});
  EXPECT_EQ(rejecting.not_evaluable, 1U) << "the row may hide an access";
  EXPECT_EQ(rejecting.percent, 50);
}

TEST(Completion, WhatIsGoneIsCompleteAndWhatIsCarriedIsCountedApart) {
  const std::vector<Case> cases{{.no = 1}, {.no = 2}, {.no = 3}, {.no = 4, .flagged = true}};
  const std::vector<WorkItem> items{
      item(1, "ana", WorkItemState::signed_off), item(2, "ana", WorkItemState::gone),
      item(3, "ana", WorkItemState::carried), item(4, "ana", WorkItemState::asked)};
  const Completion completion =
      completion_of(cases, items, {{1, decision(1, "ana", DecisionKind::certify)}}, {.not_evaluable = 1});
  EXPECT_EQ(completion.all, (ReviewFigures{.cases = 4,
                                           .open = 1,
                                           .signed_off = 1,
                                           .gone = 1,
                                           .carried = 1,
                                           .asked = 1,
                                           .flagged_open = 1,
                                           .certified = 1,
                                           .completed = 2}));
  EXPECT_EQ(completion.percent, 50) << "2 of 3 cases that were asked and 1 access that could not be one";
}

TEST(StandingDecisions, OfTheSystemStandOnAnybodysDesk) {
  const std::vector<WorkItem> items{item(1, "ana", WorkItemState::signed_off)};
  EXPECT_EQ(standing_decisions(items, {decision(1, "", DecisionKind::revoke)}).size(), 1U);
  Decision earlier_stage = decision(1, "ana", DecisionKind::certify);
  earlier_stage.stage = 2;
  EXPECT_EQ(standing_decisions(items, {earlier_stage}).size(), 0U);
}

}  // namespace
}  // namespace reeve
