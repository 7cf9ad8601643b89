// Campaigns: decisions count once, on the desk and the version they were meant for, and a sign-off takes
// everything with it or nothing.
#include <gmock/gmock.h>

#include <algorithm>

#include "engine/core/error.h"
#include "tests/conformance/store_fixture.h"

namespace reeve::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using DecideResult = Store::DecideResult;

constexpr UtcMillis kDeadline = 9000;

class StoreCampaigns : public StoreTest {
 protected:
  void SetUp() override {
    snapshot_of({});
    store_->open_campaign(content());
  }

  static WorkItem item(std::int32_t case_no, const std::string& reviewer) {
    return {.case_no = case_no,
            .reviewer_key = reviewer,
            .reviewer_name = "name of " + reviewer,
            .why_reviewer = "manager"};
  }
  // Two cases on ana's desk, one on bo's.
  static CampaignContent content(const std::string& id = "campaign-1", UtcMillis opened_at = 5000) {
    CampaignContent c;
    c.campaign = {.id = id,
                  .name = "spring",
                  .snapshot = 1,
                  .opened_by = "chi",
                  .opened_at = opened_at,
                  .deadline = kDeadline,
                  .accepted_gap = "chi: crm is down",
                  .definition = {{"days", 14}},
                  .scope = {{"sources", {"shop"}}}};
    c.cards = {{.no = 1,
                .title = "crm_ro for Bo",
                .edges = {{.edge = {.source = "shop",
                                    .edge_key = "bo\x1f"
                                                "crm_ro"},
                           .what = "remove bo from crm_ro",
                           .statement = "revoke crm_ro from bo",
                           .inverse = "grant crm_ro to bo",
                           .seen_in = 3,
                           .scope_digest = sha256("all")},
                          {.edge = {.source = "shop", .section = Section::grant, .edge_key = "b"}}},
                .ends = {1, 2},
                .consequence = "two people lose access"},
               {.no = 2, .title = "Cy", .why_no_cut = "superuser"}};
    c.cases = {{.no = 1,
                .card = 1,
                .subject_key = "bo",
                .subject_name = "Bo",
                .entitlement_key = "mails",
                .entitlement_name = "SELECT on mails",
                .categories = {"customer_email"},
                .findings = {sha256("f1"), sha256("f2")},
                .risk = Severity::high,
                .flagged = true,
                .evidence = {{"sentence", "Bo can read mails"}, {"n", 1.5}},
                .evidence_digest = sha256("evidence")},
               {.no = 2, .card = 1, .kind = CaseKind::account},
               {.no = 3, .card = 2, .kind = CaseKind::everyone}};
    c.work_items = {item(1, "ana"), item(2, "ana"), item(3, "bo")};
    c.work_items[1].later = {{"dana", "Dana", "data owner"}, {"eve", "", "campaign owner"}};
    return c;
  }
  static WorkItem second() { return content().work_items[1]; }
  // Case 2 in its second stage.
  static WorkItem second_stage() {
    WorkItem next = item(2, "dana");
    next.stage = 2;
    next.later = {{"eve", "", "campaign owner"}};
    return next;
  }
  static CampaignEvent event(const std::string& id, std::int32_t case_no = 1, UtcMillis at = 6100) {
    return {.id = id,
            .case_no = case_no,
            .kind = CampaignEventKind::delegated,
            .at = at,
            .by = "Ana",
            .signed_in = "command line",
            .from_key = "ana",
            .from_name = "Ana",
            .to_key = "bo",
            .to_name = "Bo",
            .text = "on leave"};
  }
  // Puts the item on another desk: `version` is the one that was seen.
  bool move(WorkItem item, std::int64_t version, const std::string& event_id) {
    item.version = version;
    return store_->change_campaign("campaign-1", {.events = {event(event_id)}, .items = {item}});
  }
  static Decision decision(const std::string& id, std::int32_t case_no, const std::string& by,
                           UtcMillis at = 6000, int stage = 1) {
    return {.id = id,
            .case_no = case_no,
            .stage = stage,
            .kind = DecisionKind::revoke,
            .reason = "has left the team",
            .by_key = by,
            .by_name = "name of " + by,
            .signed_in = "single-use link",
            .at = at,
            .bulk = true,
            .evidence_digest = sha256("evidence")};
  }
  DecideResult decide(const Decision& d, std::int64_t version = 0) {
    return store_->record_decisions("campaign-1", {{d, version}}).front();
  }
  WorkItem item_now(std::size_t place) { return store_->campaign("campaign-1").work_items.at(place); }
  static WorkItem in_state(WorkItem item, WorkItemState state, std::int64_t version) {
    item.state = state;
    item.version = version;
    return item;
  }
  static Decision undone(Decision d, UtcMillis at) {
    d.undone_at = format_time(at);
    return d;
  }
  static SignOff sign_off(const std::string& reviewer, UtcMillis at = 7000) {
    return {
        .reviewer_key = reviewer, .reviewer_name = "name of " + reviewer, .statement = "I looked", .at = at};
  }
  static Removal removal(const std::string& id) { return {.id = id, .campaign_id = "campaign-1"}; }
  static Ticket ticket(const std::string& id) {
    return {.id = id, .removal_id = "removal-1", .sink = "jsonl"};
  }
};
REEVE_FOR_EVERY_STORE(StoreCampaigns);

TEST_P(StoreCampaigns, WhatIsOpenedComesBackWhole) {
  EXPECT_EQ(store_->campaign("campaign-1"), content());
  EXPECT_THAT(store_->campaigns(), ElementsAre(content().campaign));
  EXPECT_THAT(store_->decisions("campaign-1"), IsEmpty());
  EXPECT_THAT(store_->sign_offs("campaign-1"), IsEmpty());
}

TEST_P(StoreCampaigns, RowsComeInOrderWhateverTheirOrderWas) {
  CampaignContent shuffled = content("campaign-2");
  std::reverse(shuffled.cards.begin(), shuffled.cards.end());
  std::reverse(shuffled.cases.begin(), shuffled.cases.end());
  std::reverse(shuffled.work_items.begin(), shuffled.work_items.end());
  store_->open_campaign(shuffled);
  EXPECT_EQ(store_->campaign("campaign-2"), content("campaign-2"));
}

TEST_P(StoreCampaigns, CampaignsComeByOpeningTime) {
  store_->open_campaign(content("campaign-0", 5000));
  store_->open_campaign(content("campaign-2", 4000));
  CampaignContent again = content("campaign-1");
  again.campaign.name = "another";
  again.work_items.clear();
  store_->open_campaign(again);
  EXPECT_EQ(store_->campaign("campaign-1"), content());
  EXPECT_THAT(store_->campaigns(),
              ElementsAre(content("campaign-2", 4000).campaign, content("campaign-0").campaign,
                          content("campaign-1").campaign));
}

TEST_P(StoreCampaigns, ACampaignNeedsItsSnapshot) {
  CampaignContent lost = content("campaign-2");
  lost.campaign.snapshot = 9;
  EXPECT_THROW(store_->open_campaign(lost), Error);
  EXPECT_THAT(store_->campaigns(), ElementsAre(content().campaign));
}

TEST_P(StoreCampaigns, ClosesOnce) {
  EXPECT_TRUE(store_->close_campaign("campaign-1", "chi", 8000));
  EXPECT_FALSE(store_->close_campaign("campaign-1", "bo", 8500));
  Campaign closed = content().campaign;
  closed.state = CampaignState::closed;
  closed.closed_by = "chi";
  closed.closed_at = 8000;
  closed.version = 1;
  EXPECT_EQ(store_->campaign("campaign-1").campaign, closed);
}

TEST_P(StoreCampaigns, ItemsAreCountedByReviewerAndState) {
  store_->record_decisions("campaign-1", {{decision("d1", 2, "ana"), 0}});
  EXPECT_THAT(store_->review_counts("campaign-1"),
              ElementsAre(ReviewCount{"ana", "name of ana", WorkItemState::open, 1},
                          ReviewCount{"ana", "name of ana", WorkItemState::decided, 1},
                          ReviewCount{"bo", "name of bo", WorkItemState::open, 1}));
  EXPECT_THROW(store_->review_counts("none"), Error);
}

TEST_P(StoreCampaigns, ADecisionIsRecordedOnce) {
  Decision d = decision("d1", 1, "ana");
  d.until = 123;
  EXPECT_EQ(decide(d), DecideResult::recorded);
  EXPECT_EQ(decide(d), DecideResult::already);
  EXPECT_EQ(decide(d, 1), DecideResult::already);
  EXPECT_THAT(store_->decisions("campaign-1"), ElementsAre(d));
  EXPECT_EQ(item_now(0), in_state(item(1, "ana"), WorkItemState::decided, 1));
  EXPECT_EQ(item_now(1), second());
}

TEST_P(StoreCampaigns, ADecisionIdCountsInOneCampaignOnly) {
  store_->open_campaign(content("campaign-2"));
  EXPECT_EQ(decide(decision("d1", 1, "ana")), DecideResult::recorded);
  EXPECT_EQ(store_->record_decisions("campaign-2", {{decision("d1", 1, "ana"), 0}}).front(),
            DecideResult::already);
  EXPECT_THAT(store_->decisions("campaign-2"), IsEmpty());
}

TEST_P(StoreCampaigns, DecisionsGivenTogetherAreAnsweredOneByOne) {
  const Decision first = decision("d1", 1, "ana");
  EXPECT_THAT(
      store_->record_decisions("campaign-1", {{first, 0},
                                              {decision("d1", 2, "ana"), 0},
                                              {decision("d2", 2, "ana"), 7},
                                              {decision("d3", 1, "ana"), 0}}),
      ElementsAre(DecideResult::recorded, DecideResult::already, DecideResult::stale, DecideResult::stale));
  EXPECT_THAT(store_->decisions("campaign-1"), ElementsAre(first));
}

TEST_P(StoreCampaigns, WhereOneOfThemNamesNoCaseNoneIsRecorded) {
  EXPECT_THROW(store_->record_decisions("campaign-1",
                                        {{decision("d1", 1, "ana"), 0}, {decision("d2", 999, "ana"), 0}}),
               Error);
  EXPECT_THAT(store_->decisions("campaign-1"), IsEmpty());
  EXPECT_EQ(item_now(0), item(1, "ana"));
}

TEST_P(StoreCampaigns, AStaleDecisionDoesNotCount) {
  EXPECT_EQ(decide(decision("d1", 1, "ana"), 1), DecideResult::stale);
  EXPECT_EQ(decide(decision("d2", 1, "ana"), 0), DecideResult::recorded);
  EXPECT_EQ(decide(decision("d3", 1, "ana"), 0), DecideResult::stale);
  EXPECT_THAT(store_->decisions("campaign-1"), ElementsAre(decision("d2", 1, "ana")));
}

TEST_P(StoreCampaigns, ALaterDecisionReplacesTheStandingOne) {
  EXPECT_EQ(decide(decision("d1", 1, "ana", 6000)), DecideResult::recorded);
  EXPECT_EQ(decide(decision("d0", 1, "ana", 6500), 1), DecideResult::recorded);
  EXPECT_THAT(store_->decisions("campaign-1"),
              ElementsAre(undone(decision("d1", 1, "ana", 6000), 6500), decision("d0", 1, "ana", 6500)));
  EXPECT_EQ(item_now(0), in_state(item(1, "ana"), WorkItemState::decided, 2));
}

TEST_P(StoreCampaigns, ADecisionOnAnotherStageIsStale) {
  EXPECT_EQ(decide(decision("d1", 3, "bo", 6000, 2)), DecideResult::stale);
  EXPECT_THAT(store_->decisions("campaign-1"), IsEmpty());
}

TEST_P(StoreCampaigns, ALateDecisionDoesNotCount) {
  EXPECT_EQ(decide(decision("d1", 1, "ana", kDeadline + 1)), DecideResult::closed);
  EXPECT_EQ(decide(decision("d2", 1, "ana", kDeadline)), DecideResult::recorded);
  store_->close_campaign("campaign-1", "chi", 8000);
  EXPECT_EQ(decide(decision("d2", 1, "ana", kDeadline)), DecideResult::already);
  EXPECT_EQ(decide(decision("d3", 2, "ana")), DecideResult::closed);
  EXPECT_FALSE(store_->undo_decision("campaign-1", "d2", 6000));
}

TEST_P(StoreCampaigns, SomebodyElsesItemCannotBeDecided) {
  EXPECT_EQ(decide(decision("d1", 3, "ana")), DecideResult::not_yours);
  EXPECT_EQ(decide(decision("d1", 3, "dana")), DecideResult::not_yours);
  EXPECT_THAT(store_->decisions("campaign-1"), IsEmpty());
}

TEST_P(StoreCampaigns, AnUndoneDecisionOpensTheItem) {
  decide(decision("d1", 1, "ana"));
  EXPECT_FALSE(store_->undo_decision("campaign-1", "d1", kDeadline + 1));
  EXPECT_TRUE(store_->undo_decision("campaign-1", "d1", 6100));
  EXPECT_FALSE(store_->undo_decision("campaign-1", "d1", 6200));
  EXPECT_THAT(store_->decisions("campaign-1"), ElementsAre(undone(decision("d1", 1, "ana"), 6100)));
  EXPECT_EQ(item_now(0), in_state(item(1, "ana"), WorkItemState::open, 2));
}

TEST_P(StoreCampaigns, AReassignedItemIsOpenOnTheOtherDesk) {
  decide(decision("d1", 1, "ana"));
  WorkItem moved = item(1, "bo");
  moved.why_reviewer = "delegate";
  EXPECT_FALSE(move(moved, 0, "e1"));
  EXPECT_THAT(store_->campaign_events("campaign-1"), IsEmpty());
  EXPECT_TRUE(move(moved, 1, "e2"));
  EXPECT_FALSE(move(moved, 1, "e3"));
  EXPECT_TRUE(move(item(1, "eve"), 1, "e2")) << "the same change again";
  EXPECT_THAT(store_->campaign_events("campaign-1"), ElementsAre(event("e2")));
  EXPECT_EQ(item_now(0), in_state(moved, WorkItemState::open, 2));
  EXPECT_THAT(store_->decisions("campaign-1"), ElementsAre(undone(decision("d1", 1, "ana"), 6100)));
  EXPECT_EQ(decide(decision("d2", 1, "ana"), 2), DecideResult::not_yours);
  EXPECT_EQ(decide(decision("d3", 1, "bo"), 2), DecideResult::recorded);
  store_->close_campaign("campaign-1", "chi", 8000);
  EXPECT_FALSE(move(item(1, "ana"), 3, "e4"));
}

TEST_P(StoreCampaigns, AChangeIsAllOrNothing) {
  decide(decision("d1", 1, "ana"));
  const CampaignContent before = store_->campaign("campaign-1");
  CampaignChange change{.events = {event("e2", 2), event("e1")},
                        .items = {before.work_items[0], before.work_items[2]},
                        .cases = {before.cases[0]},
                        .cards = {before.cards[0], {.no = 3, .title = "new"}},
                        .decisions = {decision("d2", 3, "system")},
                        .removals = {removal("removal-1")},
                        .tickets = {ticket("ticket-1")},
                        .campaign = before.campaign};
  change.items[0].state = WorkItemState::gone;
  change.items[1].state = WorkItemState::signed_off;
  change.cases[0].evidence = {{"sentence", "changed"}};
  change.cards[0].edges.pop_back();
  change.campaign->deadline = kDeadline + 5;
  CampaignChange overtaken = change;
  overtaken.items[1].version = 7;
  EXPECT_FALSE(store_->change_campaign("campaign-1", overtaken));
  overtaken = change;
  overtaken.campaign->version = 7;
  EXPECT_FALSE(store_->change_campaign("campaign-1", overtaken));
  EXPECT_EQ(store_->campaign("campaign-1"), before);
  EXPECT_THAT(store_->campaign_events("campaign-1"), IsEmpty());
  EXPECT_THAT(store_->removals(), IsEmpty());

  EXPECT_TRUE(store_->change_campaign("campaign-1", change));
  CampaignContent after = before;
  after.campaign.deadline = kDeadline + 5;
  after.campaign.version = 1;
  after.cases[0] = change.cases[0];
  after.cards = {change.cards[0], before.cards[1], change.cards[1]};
  after.work_items[0] = in_state(before.work_items[0], WorkItemState::gone, 2);
  after.work_items[2] = in_state(before.work_items[2], WorkItemState::signed_off, 1);
  EXPECT_EQ(store_->campaign("campaign-1"), after);
  EXPECT_THAT(store_->decisions("campaign-1"),
              ElementsAre(undone(decision("d1", 1, "ana"), 6100), decision("d2", 3, "system")));
  EXPECT_THAT(store_->campaign_events("campaign-1"), ElementsAre(event("e1"), event("e2", 2)));
  EXPECT_THAT(store_->removals(), ElementsAre(removal("removal-1")));
  EXPECT_THAT(store_->tickets(), ElementsAre(ticket("ticket-1")));
  EXPECT_EQ(decide(decision("d3", 1, "ana"), 2), DecideResult::stale) << "it is gone";
}

TEST_P(StoreCampaigns, AClosedCampaignChangesOnlyWithItsOwnState) {
  store_->close_campaign("campaign-1", "chi", 8000);
  Campaign closed = store_->campaign("campaign-1").campaign;
  EXPECT_EQ(closed.version, 1);
  EXPECT_FALSE(store_->change_campaign("campaign-1", {.events = {event("e1")}, .items = {second()}}));
  Campaign again = closed;
  again.state = CampaignState::open;
  again.closed_by.clear();
  again.closed_at = 0;
  EXPECT_TRUE(store_->change_campaign("campaign-1", {.events = {event("e2", 0)}, .campaign = again}));
  again.version = 2;
  EXPECT_EQ(store_->campaign("campaign-1").campaign, again);
}

TEST_P(StoreCampaigns, WhatIsKeptGoesOnToItsNextStage) {
  decide(decision("d1", 1, "ana"));
  decide(decision("d2", 2, "ana"));
  EXPECT_TRUE(store_->sign_off("campaign-1", {.sign_off = sign_off("ana"),
                                              .decision_ids = {"d1", "d2"},
                                              .handed_on = {second_stage()},
                                              .events = {event("e1", 2)}}));
  EXPECT_EQ(item_now(0), in_state(item(1, "ana"), WorkItemState::signed_off, 2));
  EXPECT_EQ(item_now(1), in_state(second_stage(), WorkItemState::open, 2));
  EXPECT_THAT(store_->campaign_events("campaign-1"), ElementsAre(event("e1", 2)));
  EXPECT_THAT(store_->decisions("campaign-1"),
              ElementsAre(decision("d1", 1, "ana"), decision("d2", 2, "ana")));
  EXPECT_FALSE(store_->undo_decision("campaign-1", "d2", 7100));
  EXPECT_EQ(decide(decision("d3", 2, "dana", 7100), 2), DecideResult::stale) << "another stage";
  EXPECT_EQ(decide(decision("d4", 2, "dana", 7200, 2), 2), DecideResult::recorded);
  EXPECT_TRUE(store_->sign_off("campaign-1", {.sign_off = sign_off("dana", 7300), .decision_ids = {"d4"}}));
}

TEST_P(StoreCampaigns, ACaseThatWaitsForAnAnswerDoesNotHoldUpTheOthers) {
  WorkItem asked = item(1, "ana");
  asked.state = WorkItemState::asked;
  EXPECT_TRUE(move(asked, 0, "e1"));
  decide(decision("d2", 2, "ana"));
  EXPECT_TRUE(store_->sign_off("campaign-1", {.sign_off = sign_off("ana"), .decision_ids = {"d2"}}));
  EXPECT_EQ(item_now(0), in_state(item(1, "ana"), WorkItemState::asked, 1));
  EXPECT_EQ(decide(decision("d3", 1, "ana"), 1), DecideResult::recorded);
}

TEST_P(StoreCampaigns, ASignOffTakesEverythingWithIt) {
  decide(decision("d1", 1, "ana"));
  decide(decision("d2", 2, "ana"));
  EXPECT_TRUE(store_->sign_off("campaign-1", {.sign_off = sign_off("ana"),
                                              .decision_ids = {"d2", "d1"},
                                              .removals = {removal("removal-1"), removal("removal-2")},
                                              .tickets = {ticket("ticket-1")}}));
  SignOff kept = sign_off("ana");
  kept.items = 2;
  EXPECT_THAT(store_->sign_offs("campaign-1"), ElementsAre(kept));
  EXPECT_THAT(store_->removals(), ElementsAre(removal("removal-1"), removal("removal-2")));
  EXPECT_THAT(store_->tickets(), ElementsAre(ticket("ticket-1")));
  EXPECT_EQ(item_now(0), in_state(item(1, "ana"), WorkItemState::signed_off, 2));
  EXPECT_EQ(item_now(1), in_state(second(), WorkItemState::signed_off, 2));
  EXPECT_EQ(item_now(2), item(3, "bo"));
}

TEST_P(StoreCampaigns, ASignOffThatCannotBeLeavesNothing) {
  const auto refused = [&](const std::string& reviewer, const std::vector<std::string>& decisions) {
    EXPECT_FALSE(store_->sign_off("campaign-1", {.sign_off = sign_off(reviewer),
                                                 .decision_ids = decisions,
                                                 .removals = {removal("r")},
                                                 .tickets = {ticket("t")}}));
    EXPECT_THAT(store_->removals(), IsEmpty());
    EXPECT_THAT(store_->tickets(), IsEmpty());
    EXPECT_THAT(store_->sign_offs("campaign-1"), IsEmpty());
  };
  decide(decision("d1", 1, "ana"));
  refused("ana", {"d1"});
  decide(decision("d2", 2, "ana"));
  refused("ana", {"d1"});
  refused("ana", {"d1", "d2", "d3"});
  refused("ana", {});
  refused("nobody", {});
  decide(decision("d3", 2, "ana", 6500), 1);
  refused("ana", {"d1", "d2"});
  store_->close_campaign("campaign-1", "chi", 8000);
  refused("ana", {"d1", "d3"});
  EXPECT_EQ(item_now(0), in_state(item(1, "ana"), WorkItemState::decided, 1));
}

TEST_P(StoreCampaigns, TheSameSignOffAgainChangesNothing) {
  decide(decision("d1", 3, "bo"));
  EXPECT_TRUE(store_->sign_off("campaign-1", {.sign_off = sign_off("bo"),
                                              .decision_ids = {"d1"},
                                              .removals = {removal("removal-1")},
                                              .tickets = {}}));
  EXPECT_TRUE(store_->sign_off("campaign-1", {.sign_off = sign_off("bo"),
                                              .decision_ids = {"d1"},
                                              .removals = {removal("removal-2")},
                                              .tickets = {ticket("t")}}));
  EXPECT_FALSE(store_->sign_off("campaign-1", {.sign_off = sign_off("bo", 7500),
                                               .decision_ids = {"d1"},
                                               .removals = {removal("removal-2")},
                                               .tickets = {}}));
  EXPECT_THAT(store_->removals(), ElementsAre(removal("removal-1")));
  EXPECT_THAT(store_->tickets(), IsEmpty());
  EXPECT_EQ(store_->sign_offs("campaign-1").size(), 1U);
}

TEST_P(StoreCampaigns, WhatIsSignedOffStays) {
  decide(decision("d1", 3, "bo"));
  store_->sign_off("campaign-1",
                   {.sign_off = sign_off("bo"), .decision_ids = {"d1"}, .removals = {}, .tickets = {}});
  EXPECT_EQ(decide(decision("d2", 3, "bo"), 2), DecideResult::signed_off);
  EXPECT_FALSE(store_->undo_decision("campaign-1", "d1", 7100));
  EXPECT_FALSE(move(item(3, "ana"), 1, "e1")) << "an old version";
  EXPECT_EQ(item_now(2), in_state(item(3, "bo"), WorkItemState::signed_off, 2));
  EXPECT_THAT(store_->decisions("campaign-1"), ElementsAre(decision("d1", 3, "bo")));
}

TEST_P(StoreCampaigns, AnItemThatComesLaterIsSignedOffInASecondSignOff) {
  decide(decision("d1", 3, "bo"));
  EXPECT_TRUE(store_->sign_off(
      "campaign-1", {.sign_off = sign_off("bo"), .decision_ids = {"d1"}, .removals = {}, .tickets = {}}));
  EXPECT_TRUE(move(item(1, "bo"), 0, "e1"));
  EXPECT_FALSE(store_->sign_off(
      "campaign-1", {.sign_off = sign_off("bo", 7200), .decision_ids = {}, .removals = {}, .tickets = {}}));
  EXPECT_EQ(decide(decision("d2", 1, "bo", 7300), 1), DecideResult::recorded);
  EXPECT_TRUE(store_->sign_off(
      "campaign-1",
      {.sign_off = sign_off("bo", 7400), .decision_ids = {"d2"}, .removals = {}, .tickets = {}}));
  EXPECT_EQ(store_->sign_offs("campaign-1").size(), 2U);
  EXPECT_EQ(store_->sign_offs("campaign-1").back().items, 1);
}

TEST_P(StoreCampaigns, UnknownOnesAreNotFound) {
  const auto not_found = [](auto call) {
    try {
      call();
      ADD_FAILURE() << "nothing was thrown";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::not_found) << error.what();
    }
  };
  not_found([&] { store_->campaign("x"); });
  not_found([&] { store_->close_campaign("x", "chi", 1); });
  not_found([&] { store_->record_decisions("x", {{decision("d", 1, "ana"), 0}}); });
  not_found([&] { store_->undo_decision("x", "d", 1); });
  not_found([&] { store_->decisions("x"); });
  not_found([&] { store_->change_campaign("x", {.events = {event("e")}}); });
  not_found([&] { store_->campaign_events("x"); });
  not_found([&] { store_->sign_off("x", {.sign_off = sign_off("ana")}); });
  not_found([&] { store_->sign_offs("x"); });
  not_found([&] { decide(decision("d", 4, "ana")); });
  not_found([&] { store_->undo_decision("campaign-1", "d", 1); });
  not_found([&] { move(item(4, "ana"), 0, "e"); });
}

}  // namespace
}  // namespace reeve::test
