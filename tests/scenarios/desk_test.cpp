#include "engine/workflow/desk.h"

#include <functional>
#include <utility>

#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "tests/scenarios/small_campaign.h"

namespace reeve {
namespace {

using test::SmallCampaign;
using Kind = Answer::Kind;

Choice choose(std::int32_t case_no, DecisionKind kind, const std::string& reason = {}) {
  return {.case_no = case_no, .kind = kind, .reason = reason};
}

class DeskTest : public ::testing::Test {
 protected:
  void decide_all_of_ana() {
    for (const Choice& choice :
         {choose(1, DecisionKind::revoke), choose(2, DecisionKind::revoke, "left the team"),
          choose(3, DecisionKind::certify), choose(4, DecisionKind::revoke, "no need")}) {
      ASSERT_EQ(campaign.decide_one(campaign.ana, choice).message, "");
    }
  }
  Answer decide_as_ana(Choice choice) { return campaign.decide_one(campaign.ana, std::move(choice)); }

  SmallCampaign campaign;
};

TEST_F(DeskTest, HoldsOneReviewersCardsRiskFirst) {
  const Desk desk = campaign.desk(campaign.ana.key);
  std::vector<std::string> lines;
  for (const DeskCard& card : desk.cards) {
    for (const DeskCase& c : card.cases) {
      lines.push_back(card.card.title + ": " + std::to_string(c.content.no) +
                      (card.flagged ? " flagged" : ""));
    }
  }
  EXPECT_EQ(lines, (std::vector<std::string>{"SELECT on mails for bo: 1 flagged",
                                             "SELECT on mails for bo: 2 flagged", "SELECT on mails for cy: 3",
                                             "owner of mails for cy: 4"}));
  EXPECT_EQ(desk.reviewer_name, "Ana Lopes");
  EXPECT_EQ(desk.figures, (ReviewFigures{.cases = 4, .open = 4, .flagged_open = 1}));
  EXPECT_TRUE(desk.may_decide);
  EXPECT_FALSE(desk.signed_off);
}

TEST_F(DeskTest, SomebodyWithoutACaseHasNoDesk) {
  try {
    campaign.desk("zoe");
    FAIL() << "no error";
  } catch (const Error& e) {
    EXPECT_EQ(e.code(), ErrorCode::not_found);
    EXPECT_EQ(e.message(), "`zoe` has no case in campaign `quarterly`");
  }
}

TEST_F(DeskTest, ADecisionIsKeptWithEverythingAnAuditorAsksFor) {
  const Answer answer = decide_as_ana(choose(1, DecisionKind::revoke, "  left the team "));
  EXPECT_EQ(answer.kind, Kind::recorded);
  const Decision expected{
      .id = answer.decision_id,
      .case_no = 1,
      .stage = 1,
      .kind = DecisionKind::revoke,
      .reason = "left the team",
      .by_key = campaign.ana.key,
      .by_name = "Ana Lopes",
      .signed_in = "single-use link",
      .at = campaign.clock.now(),
      .evidence_digest = campaign.store.campaign(SmallCampaign::kId).cases[0].evidence_digest};
  EXPECT_EQ(campaign.store.decisions(SmallCampaign::kId), (std::vector<Decision>{expected}));
  EXPECT_EQ(campaign.desk(campaign.ana.key).cards[0].cases[0].standing, expected);
}

TEST_F(DeskTest, DecidingTwiceIsDecidingOnce) {
  const Answer first = decide_as_ana(choose(3, DecisionKind::certify));
  campaign.clock.advance(1000);
  const Answer second = decide_as_ana(choose(3, DecisionKind::certify));
  EXPECT_EQ(second.kind, Kind::already);
  EXPECT_EQ(second.decision_id, first.decision_id);
  Choice sent = choose(3, DecisionKind::certify);
  sent.decision_id = first.decision_id;
  EXPECT_EQ(decide_as_ana(sent).kind, Kind::already);
  EXPECT_EQ(campaign.store.decisions(SmallCampaign::kId).size(), 1U);
}

TEST_F(DeskTest, ChangingHerMindReplacesTheDecisionAndKeepsTheOldOne) {
  decide_as_ana(choose(3, DecisionKind::certify));
  campaign.clock.advance(1000);
  EXPECT_EQ(decide_as_ana(choose(3, DecisionKind::revoke, "on reflection")).kind, Kind::recorded);
  EXPECT_EQ(campaign.standing(), (std::vector<std::string>{"3 revoke ana"}));
  EXPECT_EQ(campaign.store.decisions(SmallCampaign::kId).size(), 2U);
}

TEST_F(DeskTest, EveryChoiceIsAnsweredForItself) {
  const std::vector<Choice> choices{choose(3, DecisionKind::certify), choose(1, DecisionKind::certify),
                                    choose(5, DecisionKind::certify), choose(99, DecisionKind::certify),
                                    choose(2, DecisionKind::certify)};
  std::vector<std::string> answers;
  for (const Answer& a : decide(campaign.store, campaign.clock, SmallCampaign::kId, campaign.ana, choices)) {
    answers.push_back(std::to_string(a.case_no) + " " + std::string(to_string(a.kind)) + ": " + a.message);
  }
  EXPECT_EQ(answers, (std::vector<std::string>{
                         "3 recorded: ", "1 refused: this access is flagged; say why it has to stay",
                         "5 not on this desk: this case lies on another desk",
                         "99 not on this desk: this case lies on another desk", "2 recorded: "}));
  EXPECT_EQ(campaign.standing(), (std::vector<std::string>{"2 certify ana", "3 certify ana"}));
}

TEST_F(DeskTest, APageThatIsOutOfDateDecidesNothing) {
  Choice old_version = choose(3, DecisionKind::certify);
  old_version.version = 7;
  EXPECT_EQ(decide_as_ana(old_version).kind, Kind::stale);
  Choice other_facts = choose(3, DecisionKind::certify);
  other_facts.shown = sha256("something else");
  EXPECT_EQ(decide_as_ana(other_facts).kind, Kind::stale);
  EXPECT_TRUE(campaign.standing().empty());
  Choice right = choose(3, DecisionKind::certify);
  right.version = 0;
  right.shown = campaign.desk(campaign.ana.key).cards[1].cases[0].content.evidence_digest;
  EXPECT_EQ(decide_as_ana(right).kind, Kind::recorded);
}

TEST_F(DeskTest, AfterTheDeadlineNothingIsDecidedUndoneOrSigned) {
  decide_all_of_ana();
  campaign.clock.set(SmallCampaign::kOpened + 14 * kDay);
  EXPECT_EQ(decide_as_ana(choose(3, DecisionKind::revoke, "late")).kind, Kind::recorded);
  campaign.clock.advance(1);
  EXPECT_EQ(decide_as_ana(choose(3, DecisionKind::certify)).kind, Kind::closed);
  EXPECT_EQ(undo(campaign.store, campaign.clock, SmallCampaign::kId, campaign.ana, 3).kind, Kind::closed);
  EXPECT_FALSE(sign_off(campaign.context, campaign.store, SmallCampaign::kId, campaign.ana, "x").signed_off);
  EXPECT_FALSE(campaign.desk(campaign.ana.key).may_decide);
}

TEST_F(DeskTest, AnUndoneDecisionDoesNotStand) {
  decide_as_ana(choose(3, DecisionKind::certify));
  EXPECT_EQ(undo(campaign.store, campaign.clock, SmallCampaign::kId, campaign.dana, 3).kind, Kind::not_yours);
  EXPECT_EQ(undo(campaign.store, campaign.clock, SmallCampaign::kId, campaign.ana, 3).kind, Kind::recorded);
  EXPECT_EQ(undo(campaign.store, campaign.clock, SmallCampaign::kId, campaign.ana, 3).kind, Kind::already);
  EXPECT_TRUE(campaign.standing().empty());
  EXPECT_EQ(campaign.desk(campaign.ana.key).figures.open, 4U);
}

TEST_F(DeskTest, SigningNeedsEveryCaseDecided) {
  decide_as_ana(choose(1, DecisionKind::revoke));
  const SignOffResult result =
      sign_off(campaign.context, campaign.store, SmallCampaign::kId, campaign.ana, "done");
  EXPECT_FALSE(result.signed_off);
  EXPECT_EQ(result.message, "3 cases are still open; decide every case first");
  EXPECT_TRUE(campaign.store.removals().empty());
}

TEST_F(DeskTest, SigningStoresRemovalsAndTicketsTogether) {
  decide_all_of_ana();
  const SignOffResult preview =
      preview_sign_off(campaign.context, campaign.store, SmallCampaign::kId, campaign.ana);
  EXPECT_FALSE(preview.signed_off);
  EXPECT_EQ(preview.plan.removals.size(), 1U);
  EXPECT_TRUE(campaign.store.removals().empty());

  const SignOffResult result =
      sign_off(campaign.context, campaign.store, SmallCampaign::kId, campaign.ana, "done");

  EXPECT_TRUE(result.signed_off) << result.message;
  const CardEdge edge = test::membership_edge("bo", "crm");
  ASSERT_EQ(campaign.store.removals().size(), 1U);
  const Removal expected{.id = campaign.store.removals()[0].id,
                         .campaign_id = SmallCampaign::kId,
                         .edge = edge.edge,
                         .what = edge.what,
                         .statement = edge.statement,
                         .inverse = edge.inverse,
                         .consequence = "ends what bo has",
                         .cases = {1, 2},
                         .decided_by = "Ana Lopes",
                         .decided_at = campaign.clock.now(),
                         .decided_on = 1,
                         .scope_digest = edge.scope_digest,
                         .state_at = campaign.clock.now()};
  EXPECT_EQ(campaign.store.removals(), (std::vector<Removal>{expected}));
  EXPECT_EQ(result.plan.removals, campaign.store.removals());
  EXPECT_EQ(result.plan.without_cut, (std::vector<std::int32_t>{4}));
  ASSERT_EQ(campaign.store.tickets().size(), 1U);
  EXPECT_EQ(campaign.store.tickets()[0].removal_id, expected.id);
  EXPECT_EQ(campaign.store.tickets()[0].sink, "sink0");
  EXPECT_EQ(campaign.store.tickets()[0].state, TicketState::pending);
  const SignOff record{.reviewer_key = campaign.ana.key,
                       .reviewer_name = "Ana Lopes",
                       .statement = "done",
                       .at = campaign.clock.now(),
                       .items = 4};
  EXPECT_EQ(campaign.store.sign_offs(SmallCampaign::kId), (std::vector<SignOff>{record}));
  EXPECT_EQ(campaign.desk(campaign.ana.key).signed_off, record);
}

TEST_F(DeskTest, WhatIsSignedIsFinal) {
  decide_all_of_ana();
  ASSERT_TRUE(
      sign_off(campaign.context, campaign.store, SmallCampaign::kId, campaign.ana, "done").signed_off);
  campaign.clock.advance(1000);
  EXPECT_EQ(decide_as_ana(choose(3, DecisionKind::revoke, "late")).kind, Kind::signed_off);
  EXPECT_EQ(undo(campaign.store, campaign.clock, SmallCampaign::kId, campaign.ana, 3).kind, Kind::signed_off);
  const SignOffResult again =
      sign_off(campaign.context, campaign.store, SmallCampaign::kId, campaign.ana, "again");
  EXPECT_FALSE(again.signed_off);
  EXPECT_EQ(again.message, "everything on this desk is signed off already");
  EXPECT_EQ(campaign.store.removals().size(), 1U);
  EXPECT_EQ(campaign.store.tickets().size(), 1U);
}

// Between looking at the desk and signing it, when the time is asked for, somebody else signs it.
class OvertakenClock final : public Clock {
 public:
  OvertakenClock(UtcMillis now, std::function<void()> overtake) : now_(now), overtake_(std::move(overtake)) {}
  UtcMillis now() const override {
    if (!std::exchange(overtaken_, true)) overtake_();
    return now_;
  }

 private:
  UtcMillis now_;
  std::function<void()> overtake_;
  mutable bool overtaken_ = false;
};

TEST_F(DeskTest, WhoIsOvertakenBySigningTheSameHasSigned) {
  ASSERT_TRUE(campaign.decide_one(campaign.dana, choose(5, DecisionKind::revoke, "too wide")).counts());
  const OvertakenClock clock(SmallCampaign::kOpened + 2 * kDay, [&] {
    Context other = campaign.context;
    other.clock = &campaign.clock;
    EXPECT_TRUE(sign_off(other, campaign.store, SmallCampaign::kId, campaign.dana, "done").signed_off);
  });
  campaign.context.clock = &clock;
  const SignOffResult late =
      sign_off(campaign.context, campaign.store, SmallCampaign::kId, campaign.dana, "done");
  EXPECT_FALSE(late.signed_off);
  EXPECT_TRUE(late.signed_before);
  EXPECT_EQ(late.message, "everything on this desk is signed off already");
  EXPECT_EQ(campaign.store.sign_offs(SmallCampaign::kId).size(), 1U);
}

TEST_F(DeskTest, AContradictionIsShownToBothAndHoldsTheRemoval) {
  ASSERT_TRUE(decide_as_ana(choose(1, DecisionKind::certify, "she answers customers")).counts());
  ASSERT_TRUE(campaign.decide_one(campaign.dana, choose(5, DecisionKind::revoke, "too wide")).counts());
  EXPECT_EQ(campaign.desk(campaign.ana.key).cards[0].cases[0].contradictions.size(), 1U);
  EXPECT_EQ(campaign.desk(campaign.dana.key).cards[0].cases[0].contradictions.size(), 1U);

  const SignOffResult result =
      sign_off(campaign.context, campaign.store, SmallCampaign::kId, campaign.dana, "done");

  EXPECT_TRUE(result.signed_off);
  ASSERT_EQ(campaign.store.removals().size(), 1U);
  EXPECT_TRUE(is_held(campaign.store.removals()[0]));
  EXPECT_EQ(campaign.store.removals()[0].state_detail,
            "held: case 1 needs it, and Ana Lopes decided to keep that");
  EXPECT_TRUE(campaign.store.tickets().empty());
}

TEST(DeskSinks, OneTicketForEachSink) {
  SmallCampaign campaign(3);
  ASSERT_TRUE(campaign.decide_one(campaign.dana, choose(5, DecisionKind::revoke, "too wide")).counts());
  ASSERT_TRUE(
      sign_off(campaign.context, campaign.store, SmallCampaign::kId, campaign.dana, "done").signed_off);
  std::vector<std::string> sinks;
  for (const Ticket& ticket : campaign.store.tickets()) sinks.push_back(ticket.sink);
  std::ranges::sort(sinks);
  EXPECT_EQ(sinks, (std::vector<std::string>{"sink0", "sink1", "sink2"}));
}

}  // namespace
}  // namespace reeve
