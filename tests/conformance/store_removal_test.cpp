// The portal's keys, removals and the outbox of their tickets.
#include <gmock/gmock.h>

#include "engine/core/error.h"
#include "tests/conformance/store_fixture.h"

namespace reeve::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class StorePortal : public StoreTest {
 protected:
  static PortalLink link(const std::string& token) {
    return {.token_digest = sha256(token),
            .campaign_id = "campaign-1",
            .reviewer_key = "ana",
            .reviewer_name = "Ana Lopes",
            .roles = {PortalRole::auditor},
            .expires = 100};
  }
  static PortalSession session(const std::string& token) {
    return {.token_digest = sha256(token),
            .campaign_id = "campaign-1",
            .reviewer_key = "ana",
            .reviewer_name = "Ana Lopes",
            .csrf_token = "csrf of " + token,
            .expires = 200,
            .roles = {PortalRole::reviewer, PortalRole::auditor},
            .signed_in = "single-use link"};
  }
};
REEVE_FOR_EVERY_STORE(StorePortal);

TEST_P(StorePortal, ALinkIsUsedOnce) {
  store_->add_link(link("a"));
  EXPECT_EQ(store_->link(sha256("a")), link("a"));
  EXPECT_TRUE(store_->use_link(sha256("a"), 50, session("s")));
  EXPECT_FALSE(store_->use_link(sha256("a"), 51, session("t")));
  PortalLink used = link("a");
  used.used_at = 50;
  EXPECT_EQ(store_->link(sha256("a")), used);
  EXPECT_EQ(store_->portal_session(sha256("s")), session("s"));
  EXPECT_EQ(store_->portal_session(sha256("t")), std::nullopt);
}

TEST_P(StorePortal, TheSameUseAgainIsTrue) {
  store_->add_link(link("a"));
  EXPECT_TRUE(store_->use_link(sha256("a"), 50, session("s")));
  EXPECT_TRUE(store_->use_link(sha256("a"), 50, session("s")));
}

TEST_P(StorePortal, AddingALinkAgainDoesNotRenewIt) {
  store_->add_link(link("a"));
  store_->use_link(sha256("a"), 50, session("s"));
  store_->add_link(link("a"));
  EXPECT_EQ(store_->link(sha256("a"))->used_at, 50);
}

TEST_P(StorePortal, AnExpiredOrUnknownLinkOpensNothing) {
  store_->add_link(link("a"));
  EXPECT_FALSE(store_->use_link(sha256("a"), 100, session("s")));
  EXPECT_FALSE(store_->use_link(sha256("b"), 50, session("s")));
  EXPECT_EQ(store_->portal_session(sha256("s")), std::nullopt);
  EXPECT_EQ(store_->link(sha256("b")), std::nullopt);
  EXPECT_TRUE(store_->use_link(sha256("a"), 99, session("s")));
}

TEST_P(StorePortal, ASessionEnds) {
  store_->add_link(link("a"));
  store_->use_link(sha256("a"), 50, session("s"));
  store_->end_portal_session(sha256("unknown"));
  store_->end_portal_session(sha256("s"));
  store_->end_portal_session(sha256("s"));
  EXPECT_EQ(store_->portal_session(sha256("s")), std::nullopt);
}

TEST_P(StorePortal, ASessionIsSeenLaterAndNeverEarlier) {
  store_->add_link(link("a"));
  store_->use_link(sha256("a"), 50, session("s"));
  store_->see_portal_session(sha256("s"), 70);
  store_->see_portal_session(sha256("s"), 60);
  store_->see_portal_session(sha256("unknown"), 80);
  PortalSession seen = session("s");
  seen.seen_at = 70;
  EXPECT_EQ(store_->portal_session(sha256("s")), seen);
}

TEST_P(StorePortal, LooksAreKeptOnceAndTheNewestComeFirst) {
  const Look first{.id = "1", .at = 10, .by = "Ines", .role = "auditor", .what = "who can", .about = "mail"};
  const Look second{
      .id = "2", .at = 20, .by = "Ines", .role = "auditor", .what = "access of", .about = "Ana"};
  const Look third{
      .id = "3", .at = 20, .by = "Olga", .role = "administrator", .what = "export", .about = "all"};
  for (const Look& look : {second, third, first}) store_->add_look(look);
  Look changed = first;
  changed.about = "nothing";
  store_->add_look(changed);
  EXPECT_THAT(store_->looks(10), ElementsAre(third, second, first));
  EXPECT_THAT(store_->looks(1), ElementsAre(third));
}

class StoreRemoval : public StoreTest {
 protected:
  // Removals come into being with a sign-off.
  void keep(const std::vector<Removal>& removals, const std::vector<Ticket>& tickets) {
    if (store_->campaigns().empty()) {
      snapshot_of({});
      store_->open_campaign({.campaign = {.id = "campaign-1", .snapshot = 1, .deadline = 100},
                             .cards = {},
                             .cases = {{.no = 1}},
                             .work_items = {{.case_no = 1, .reviewer_key = "ana"}}});
    }
    store_->record_decisions("campaign-1", {{{.id = "d1", .case_no = 1, .by_key = "ana"}, 0}});
    ASSERT_TRUE(store_->sign_off("campaign-1", {.sign_off = {.reviewer_key = "ana", .at = 1},
                                                .decision_ids = {"d1"},
                                                .removals = removals,
                                                .tickets = tickets}));
  }
  static Removal removal(const std::string& id, UtcMillis decided_at = 10) {
    return {.id = id,
            .campaign_id = "campaign-1",
            .edge = {.source = "shop",
                     .section = Section::grant,
                     .edge_key = "a\x1f"
                                 "b"},
            .what = "revoke SELECT",
            .statement = "revoke select on mails from ana",
            .inverse = "grant select on mails to ana",
            .consequence = "one person",
            .cases = {1, 4, 2},
            .decided_by = "ana",
            .decided_at = decided_at,
            .decided_on = 7,
            .scope_digest = sha256("scope")};
  }
  static RemovalAct act(const std::string& id, UtcMillis started_at) {
    return {.id = id,
            .removal_id = "removal-1",
            .plan_digest = sha256("plan"),
            .kind = ActKind::restore,
            .by = "root on command line",
            .reason = "she needs it",
            .started_at = started_at,
            .facts = sha256("facts"),
            .inverse = R"(["grant select on mails to ana"])"};
  }
  static Ticket ticket(const std::string& id, UtcMillis next_attempt = 0) {
    return {.id = id,
            .removal_id = "removal-1",
            .sink = "webhook",
            .idempotency_key = "key of " + id,
            .next_attempt = next_attempt};
  }
};
REEVE_FOR_EVERY_STORE(StoreRemoval);

TEST_P(StoreRemoval, RemovalsComeByTheTimeOfDecision) {
  EXPECT_THAT(store_->removals(), IsEmpty());
  keep({removal("b", 20), removal("c", 10), removal("a", 20)}, {});
  EXPECT_THAT(store_->removals(), ElementsAre(removal("c", 10), removal("a", 20), removal("b", 20)));
}

TEST_P(StoreRemoval, AStateChangesOnlyFromTheExpectedOne) {
  keep({removal("removal-1")}, {});
  Removal changed = removal("removal-1");
  changed.state = RemovalState::ticketed;
  changed.state_detail = "sent";
  changed.state_at = 30;
  changed.state_run = 8;
  changed.what = "not written";
  EXPECT_FALSE(store_->change_removal(changed, RemovalState::ticketed, {ticket("t")}));
  EXPECT_TRUE(store_->change_removal(changed, RemovalState::planned, {ticket("ticket-1")}));
  EXPECT_FALSE(store_->change_removal(changed, RemovalState::planned, {ticket("t")}));
  changed.what = removal("removal-1").what;
  EXPECT_THAT(store_->removals(), ElementsAre(changed));
  EXPECT_THAT(store_->tickets(), ElementsAre(ticket("ticket-1")));
  EXPECT_THROW(store_->change_removal(removal("x"), RemovalState::planned, {}), Error);
}

TEST_P(StoreRemoval, ATicketIsClaimedByOne) {
  keep({removal("removal-1")}, {ticket("a", 20), ticket("b", 10), ticket("c", 500)});
  EXPECT_EQ(store_->claim_ticket(5, 100), std::nullopt);
  EXPECT_EQ(store_->claim_ticket(30, 100), ticket("b", 130));
  EXPECT_EQ(store_->claim_ticket(30, 100), ticket("a", 130));
  EXPECT_EQ(store_->claim_ticket(30, 100), std::nullopt);
  EXPECT_EQ(store_->claim_ticket(129, 100), std::nullopt);
  EXPECT_EQ(store_->claim_ticket(130, 100), ticket("a", 230)) << "the lease is over";
  EXPECT_THAT(store_->tickets(), ElementsAre(ticket("a", 230), ticket("b", 130), ticket("c", 500)));
}

TEST_P(StoreRemoval, AFinishedTicketIsKept) {
  keep({removal("removal-1")}, {ticket("a")});
  Ticket failed = *store_->claim_ticket(0, 100);
  failed.attempts = 1;
  failed.next_attempt = 60;
  failed.last_error = "503";
  store_->finish_ticket(failed);
  EXPECT_THAT(store_->tickets(), ElementsAre(failed));
  EXPECT_EQ(store_->claim_ticket(59, 100), std::nullopt);
  Ticket sent = *store_->claim_ticket(60, 100);
  sent.state = TicketState::sent;
  sent.external_ref = "JIRA-7";
  sent.attempts = 2;
  sent.last_error = "";
  store_->finish_ticket(sent);
  EXPECT_THAT(store_->tickets(), ElementsAre(sent));
  EXPECT_EQ(store_->claim_ticket(9999, 100), std::nullopt);
}

TEST_P(StoreRemoval, WhatIsSentStaysSent) {
  keep({removal("removal-1")}, {ticket("a")});
  Ticket sent = ticket("a");
  sent.state = TicketState::sent;
  Ticket dead = ticket("a");
  dead.state = TicketState::dead;
  dead.last_error = "gave up";
  store_->finish_ticket(dead);
  store_->finish_ticket(ticket("a"));
  EXPECT_THAT(store_->tickets(), ElementsAre(dead)) << "dead does not come back as pending";
  store_->finish_ticket(sent);
  EXPECT_THAT(store_->tickets(), ElementsAre(sent)) << "it was sent after all";
  store_->finish_ticket(dead);
  store_->finish_ticket(ticket("a"));
  EXPECT_THAT(store_->tickets(), ElementsAre(sent));
  EXPECT_THROW(store_->finish_ticket(ticket("x")), Error);
}

TEST_P(StoreRemoval, RemovalsComeIntoBeingWithoutASignOffToo) {
  store_->add_removals({removal("removal-1")}, {ticket("a")});
  Removal other = removal("removal-1");
  other.what = "something else";
  store_->add_removals({other, removal("removal-2")}, {ticket("a", 99)});
  EXPECT_THAT(store_->removals(), ElementsAre(removal("removal-1"), removal("removal-2")));
  EXPECT_THAT(store_->tickets(), ElementsAre(ticket("a")));
}

TEST_P(StoreRemoval, APersonApprovesAPlanOnce) {
  const PlanApproval ana{
      .plan_digest = sha256("plan"), .by_key = "ana", .by_name = "Ana", .recorded_by = "root", .at = 20};
  const PlanApproval bo{
      .plan_digest = sha256("plan"), .by_key = "bo", .by_name = "Bo", .recorded_by = "root", .at = 10};
  PlanApproval again = ana;
  again.at = 30;
  for (const PlanApproval& approval : {ana, bo, again}) store_->approve_plan(approval);
  EXPECT_THAT(store_->plan_approvals(sha256("plan")), ElementsAre(bo, ana));
  EXPECT_THAT(store_->plan_approvals(sha256("another")), IsEmpty());
}

TEST_P(StoreRemoval, AnActIsBegunOnceAndByOne) {
  store_->add_removals({removal("removal-1")}, {});
  EXPECT_TRUE(store_->begin_act(act("a", 100), 0));
  EXPECT_FALSE(store_->begin_act(act("a", 100), 100)) << "the id is kept";
  EXPECT_FALSE(store_->begin_act(act("b", 150), 99)) << "the first has not ended";
  EXPECT_TRUE(store_->begin_act(act("b", 150), 100)) << "the first began too long ago";
  EXPECT_THAT(store_->removal_acts(), ElementsAre(act("a", 100), act("b", 150)));
  RemovalAct unknown = act("c", 200);
  unknown.removal_id = "x";
  EXPECT_THROW(store_->begin_act(unknown, 0), Error);
}

TEST_P(StoreRemoval, AnActEndsOnceAndChangesItsRemovalWithIt) {
  store_->add_removals({removal("removal-1")}, {});
  store_->begin_act(act("a", 100), 0);
  RemovalAct ended = act("a", 100);
  ended.outcome = ActOutcome::done;
  ended.detail = "seen gone";
  ended.ended_at = 120;
  Removal gone = removal("removal-1");
  gone.state = RemovalState::claimed_done;
  gone.state_detail = "removed";
  gone.state_at = 120;
  EXPECT_TRUE(store_->finish_act(ended, gone, RemovalState::planned));
  EXPECT_THAT(store_->removal_acts(), ElementsAre(ended));
  EXPECT_THAT(store_->removals(), ElementsAre(gone));
  RemovalAct again = ended;
  again.outcome = ActOutcome::refused;
  Removal rejected = gone;
  rejected.state = RemovalState::rejected;
  EXPECT_FALSE(store_->finish_act(again, rejected, RemovalState::claimed_done));
  EXPECT_THAT(store_->removal_acts(), ElementsAre(ended));
  EXPECT_THAT(store_->removals(), ElementsAre(gone));
  EXPECT_TRUE(store_->begin_act(act("b", 110), 0)) << "the first has ended";
  ended.id = "b";
  EXPECT_TRUE(store_->finish_act(ended, rejected, RemovalState::planned));
  EXPECT_THAT(store_->removals(), ElementsAre(gone)) << "and the state is not the expected one";
}

}  // namespace
}  // namespace reeve::test
