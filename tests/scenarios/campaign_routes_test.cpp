// Routes of a running campaign: each case has one reviewer at each moment, and everything is kept.
#include "engine/workflow/campaign_routes.h"

#include <gmock/gmock.h>

#include "engine/core/error.h"
#include "engine/workflow/campaign_close.h"
#include "tests/scenarios/small_campaign.h"

namespace reeve::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class CampaignRoutes : public testing::Test {
 protected:
  CampaignRoutes() { campaign.context.config.campaign_owner = "kim@bazaar.example"; }

  static RouteActor actor(const Actor& a) { return {a.key, a.name, a.signed_in}; }
  // "case reviewer state", by case.
  std::vector<std::string> desks() {
    std::vector<std::string> lines;
    for (const WorkItem& item : campaign.store.campaign(SmallCampaign::kId).work_items) {
      lines.push_back(std::to_string(item.case_no) + " " + item.reviewer_name + " " +
                      std::string(to_string(item.state)));
    }
    return lines;
  }
  // "kind case: from > to: text"
  std::vector<std::string> events() {
    std::vector<std::string> lines;
    for (const CampaignEvent& e : campaign.store.campaign_events(SmallCampaign::kId)) {
      lines.push_back(std::string(to_string(e.kind)) + " " + std::to_string(e.case_no) + ": " + e.from_name +
                      " > " + e.to_name + ": " + e.text);
    }
    return lines;
  }
  std::vector<RouteAnswer> pass(const Actor& who, const std::vector<std::int32_t>& cases) {
    return pass_cases(campaign.context, campaign.store, SmallCampaign::kId, cases, "not my team", actor(who));
  }
  void decide_as(const Actor& who, std::int32_t no, DecisionKind kind) {
    ASSERT_EQ(campaign.decide_one(who, {.case_no = no, .kind = kind, .reason = "looked"}).message, "");
  }
  void use(const CampaignDefinition& definition) {
    CampaignContent content = campaign.store.campaign(SmallCampaign::kId);
    content.campaign.id = "0199f000-0000-7000-8000-000000000009";
    content.campaign.definition = to_json(definition);
    content.work_items[0].later = {{campaign.dana.key, campaign.dana.name, "data owner"}};
    campaign.store.open_campaign(content);
  }

  SmallCampaign campaign;
};

TEST_F(CampaignRoutes, WhatIsNotMineGoesToTheNextInLineOnce) {
  EXPECT_THAT(pass(campaign.ana, {1, 5, 9}),
              ElementsAre(RouteAnswer{1, true, "Kim Bell", ""},
                          RouteAnswer{5, false, "", "this case lies on another desk"},
                          RouteAnswer{9, false, "", "this case lies on another desk"}));
  EXPECT_THAT(desks(), ElementsAre("1 Kim Bell open", "2 Ana Lopes open", "3 Ana Lopes open",
                                   "4 Ana Lopes open", "5 Dana Roy open"));
  EXPECT_THAT(events(), ElementsAre("not mine 1: Ana Lopes > Kim Bell: not my team"));
  const Actor kim{join_key({"hr", "identity", "kim"}), "Kim Bell", "link"};
  EXPECT_THAT(pass(kim, {1}).front().message, HasSubstr("nobody else is permitted to review it"))
      << "she had it before, and nobody is left";
}

TEST_F(CampaignRoutes, AReassignedCaseLosesItsDecision) {
  decide_as(campaign.ana, 3, DecisionKind::certify);
  const auto reassign = [&](const std::string& to) {
    return reassign_cases(campaign.context, campaign.store, SmallCampaign::kId, {3}, to, "knows the team",
                          {.key = {}, .name = "root", .signed_in = "command line"});
  };
  EXPECT_THAT(reassign("dana@bazaar.example"), ElementsAre(RouteAnswer{3, true, "Dana Roy", ""}));
  EXPECT_THAT(reassign("Dana Roy"), ElementsAre(RouteAnswer{3, false, "", "it is on this desk already"}));
  EXPECT_THROW(reassign("Nobody Known"), Error);
  EXPECT_THAT(campaign.standing(), IsEmpty());
  EXPECT_EQ(campaign.decide_one(campaign.ana, {.case_no = 3, .kind = DecisionKind::certify}).kind,
            Answer::Kind::not_yours);
  EXPECT_THROW(reassign_cases(campaign.context, campaign.store, SmallCampaign::kId, {3}, "Dana Roy", " ", {}),
               Error);
}

TEST_F(CampaignRoutes, ADeskIsDelegatedWhole) {
  EXPECT_THAT(delegate_desk(campaign.context, campaign.store, SmallCampaign::kId, campaign.dana.key,
                            "kim@bazaar.example", "on leave", actor(campaign.dana)),
              ElementsAre(RouteAnswer{5, true, "Kim Bell", ""}));
  EXPECT_THAT(events(), ElementsAre("delegated 5: Dana Roy > Kim Bell: on leave"));
}

TEST_F(CampaignRoutes, AQuestionPausesItsCaseOnly) {
  const auto ask = [&](std::int32_t no) {
    return ask_about_case(campaign.context, campaign.store, SmallCampaign::kId, no, "what is it for?",
                          actor(campaign.ana));
  };
  EXPECT_EQ(ask(1), (RouteAnswer{1, true, "Kim Bell", ""}));
  EXPECT_EQ(ask(1), (RouteAnswer{1, false, "", "a question about it is open already"}));
  for (const std::int32_t no : {2, 3, 4}) decide_as(campaign.ana, no, DecisionKind::certify);
  EXPECT_TRUE(
      sign_off(campaign.context, campaign.store, SmallCampaign::kId, campaign.ana, "done").signed_off);
  EXPECT_THAT(desks(), ElementsAre("1 Ana Lopes asked", "2 Ana Lopes signed off", "3 Ana Lopes signed off",
                                   "4 Ana Lopes signed off", "5 Dana Roy open"));
  const auto reply = [&](const Actor& who) {
    campaign.clock.advance(1000);
    return answer_question(campaign.store, campaign.clock, SmallCampaign::kId, 1, "for refunds", actor(who));
  };
  EXPECT_EQ(reply(campaign.dana), (RouteAnswer{1, false, "", "somebody else was asked: Kim Bell"}));
  const Actor kim{join_key({"hr", "identity", "kim"}), "Kim Bell", "link"};
  EXPECT_EQ(reply(kim), (RouteAnswer{1, true, "Ana Lopes", ""}));
  EXPECT_EQ(reply(kim), (RouteAnswer{1, false, "", "no question about this case is open"}));
  const Desk desk = campaign.desk(campaign.ana.key);
  EXPECT_EQ(desk.cards.front().cases.front().events.back().text, "for refunds");
  decide_as(campaign.ana, 1, DecisionKind::certify);
}

TEST_F(CampaignRoutes, AfterTheDeadlineNothingMoves) {
  campaign.clock = FixedClock(SmallCampaign::kOpened + 15 * kDay);
  EXPECT_EQ(pass(campaign.ana, {1}).front().message, "the deadline has passed");
}

TEST_F(CampaignRoutes, WhatIsKeptIsLookedAtByTheNextStage) {
  use({.name = "quarterly", .title = "t"});
  const std::string id = "0199f000-0000-7000-8000-000000000009";
  const auto decide_on = [&](const Actor& who, std::int32_t no, DecisionKind kind) {
    return decide(campaign.store, campaign.clock, id, who,
                  {{.case_no = no, .kind = kind, .reason = "looked"}})
        .front();
  };
  for (const std::int32_t no : {1, 2, 3, 4})
    ASSERT_TRUE(decide_on(campaign.ana, no, DecisionKind::certify).counts());
  const SignOffResult first = sign_off(campaign.context, campaign.store, id, campaign.ana, "done");
  ASSERT_TRUE(first.signed_off);
  ASSERT_EQ(first.handed_on.size(), 1U);
  const WorkItem item = campaign.store.campaign(id).work_items.front();
  EXPECT_EQ(item.reviewer_name + " " + std::to_string(item.stage) + " " + std::string(to_string(item.state)),
            "Dana Roy 2 open");
  EXPECT_TRUE(sign_off(campaign.context, campaign.store, id, campaign.ana, "done").signed_before);
  EXPECT_EQ(decide_on(campaign.ana, 1, DecisionKind::certify).kind, Answer::Kind::already)
      << "the same again is nothing new";
  EXPECT_EQ(decide_on(campaign.ana, 1, DecisionKind::revoke).kind, Answer::Kind::not_yours);
  EXPECT_TRUE(decide_on(campaign.dana, 1, DecisionKind::revoke).counts());
  EXPECT_TRUE(decide_on(campaign.dana, 5, DecisionKind::certify).counts());
  const SignOffResult second = sign_off(campaign.context, campaign.store, id, campaign.dana, "done");
  EXPECT_EQ(second.plan.removals.size(), 1U);
  EXPECT_THAT(second.handed_on, IsEmpty());
}

TEST_F(CampaignRoutes, BeforeTheDeadlineClosingLeavesThingsUndecided) {
  const CloseResult result = close_campaign(campaign.context, campaign.store, SmallCampaign::kId);
  EXPECT_TRUE(result.closed);
  EXPECT_EQ(result.campaign.closed_by, "root on command line");
  EXPECT_THAT(result.kept, IsEmpty());
  EXPECT_THAT(events(), ElementsAre("closed 0:  > : before the deadline"));
  EXPECT_THROW(close_campaign(campaign.context, campaign.store, SmallCampaign::kId), Error);
}

TEST_F(CampaignRoutes, SilenceGivesMoreTimeOnceThenRevokesAsTheSystem) {
  const std::string id = "0199f000-0000-7000-8000-000000000009";
  SilenceRules silence{.by_risk = {Silence::extend, Silence::extend, Silence::escalate, Silence::revoke},
                       .extension_days = 3,
                       .most_percent_of_source = 100};
  use({.name = "quarterly", .title = "t", .silence = silence});
  campaign.clock = FixedClock(SmallCampaign::kOpened + 15 * kDay);
  const CloseResult first = close_campaign(campaign.context, campaign.store, id);
  EXPECT_FALSE(first.closed);
  EXPECT_EQ(first.campaign.deadline, SmallCampaign::kOpened + 18 * kDay);
  EXPECT_EQ(first.extended, 4U);
  EXPECT_THAT(first.escalated, ElementsAre(RouteAnswer{1, true, "Kim Bell", ""}));
  EXPECT_EQ(decide(campaign.store, campaign.clock, id, campaign.ana,
                   {{.case_no = 3, .kind = DecisionKind::certify}})
                .front()
                .kind,
            Answer::Kind::recorded)
      << "there is more time";

  campaign.clock = FixedClock(SmallCampaign::kOpened + 19 * kDay);
  const CloseResult second = close_campaign(campaign.context, campaign.store, id);
  EXPECT_TRUE(second.closed);
  EXPECT_EQ(second.campaign.closed_by, "system");
  EXPECT_THAT(second.kept,
              ElementsAre(SilentCase{1, ""}, SilentCase{2, ""}, SilentCase{4, ""}, SilentCase{5, ""}));
}

TEST_F(CampaignRoutes, WhatSilenceRevokesIsRemoved) {
  const std::string id = "0199f000-0000-7000-8000-000000000009";
  SilenceRules silence{.most_percent_of_source = 100};
  silence.by_risk[static_cast<std::size_t>(Severity::high)] = Silence::revoke;
  use({.name = "quarterly", .title = "t", .silence = silence});
  campaign.clock = FixedClock(SmallCampaign::kOpened + 15 * kDay);
  const CloseResult result = close_campaign(campaign.context, campaign.store, id);
  EXPECT_TRUE(result.closed);
  EXPECT_THAT(result.revoked, ElementsAre(1));
  ASSERT_EQ(result.removals.size(), 1U);
  EXPECT_EQ(result.removals.front().decided_by, "system");
  EXPECT_EQ(result.tickets.size(), 1U);
  EXPECT_EQ(campaign.store.removals().size(), 1U);
  const CampaignContent now = campaign.store.campaign(id);
  const StandingDecisions standing = standing_decisions(now.work_items, campaign.store.decisions(id));
  ASSERT_EQ(standing.size(), 1U);
  EXPECT_EQ(standing.at(1).by_name + ": " + standing.at(1).reason,
            "system: nobody answered until the deadline");
}

TEST_F(CampaignRoutes, AReopenedCampaignTakesDecisionsAgain) {
  const UtcMillis later = SmallCampaign::kOpened + 30 * kDay;
  const auto reopen = [&] {
    return reopen_campaign(campaign.context, campaign.store, SmallCampaign::kId, later, "managers were ill");
  };
  EXPECT_THROW(reopen(), Error) << "it is open";
  close_campaign(campaign.context, campaign.store, SmallCampaign::kId);
  EXPECT_EQ(campaign.decide_one(campaign.ana, {.case_no = 3, .kind = DecisionKind::certify}).kind,
            Answer::Kind::closed);
  campaign.clock.advance(1000);
  EXPECT_EQ(reopen().deadline, later);
  EXPECT_EQ(campaign.decide_one(campaign.ana, {.case_no = 3, .kind = DecisionKind::certify}).kind,
            Answer::Kind::recorded);
  EXPECT_THAT(events(), ElementsAre("closed 0:  > : before the deadline",
                                    "campaign reopened 0:  > : managers were ill"));
}

}  // namespace
}  // namespace reeve::test
