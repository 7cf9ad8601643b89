#include "engine/workflow/tickets.h"

#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "engine/remediation/retry.h"
#include "engine/remediation/states.h"
#include "engine/workflow/ticket_pull.h"
#include "tests/scenarios/small_campaign.h"

namespace reeve {
namespace {

using test::SmallCampaign;
using Outcome = TicketOutcome::Kind;

// A ticket system that answers as it is told and remembers what reached it.
struct FakeSystem {
  std::vector<TicketText> asked;
  std::map<std::string, TicketOutcome> answers;  // by sink; sent where there is none
  std::map<std::string, TicketStatus> statuses;  // by reference; where there is none, nobody can ask
};
FakeSystem* the_system = nullptr;

class FakeSink final : public TicketSink {
 public:
  explicit FakeSink(std::string name) : name_(std::move(name)) {}
  TicketOutcome open(const TicketText& ticket) override {
    the_system->asked.push_back(ticket);
    const auto answer = the_system->answers.find(name_);
    if (answer != the_system->answers.end()) return answer->second;
    return {.kind = Outcome::sent, .external_ref = name_ + "-" + std::to_string(the_system->asked.size())};
  }
  std::optional<TicketStatus> status(const std::string& external_ref) override {
    const auto known = the_system->statuses.find(external_ref);
    return known == the_system->statuses.end() ? std::nullopt : std::optional(known->second);
  }

 private:
  std::string name_;
};

std::unique_ptr<TicketSink> make_fake(const SinkConfig& config, const Clock&) {
  return std::make_unique<FakeSink>(config.name);
}

class TicketsTest : public ::testing::Test {
 protected:
  explicit TicketsTest(int sinks = 1) : campaign(sinks) {
    the_system = &system;
    campaign.context.sinks = kinds;
  }

  void revoke_as_dana() {
    ASSERT_TRUE(
        campaign.decide_one(campaign.dana, {.case_no = 5, .kind = DecisionKind::revoke, .reason = "wide"})
            .counts());
    ASSERT_TRUE(
        sign_off(campaign.context, campaign.store, SmallCampaign::kId, campaign.dana, "done").signed_off);
  }
  void hold() {
    ASSERT_TRUE(
        campaign.decide_one(campaign.ana, {.case_no = 1, .kind = DecisionKind::certify, .reason = "needed"})
            .counts());
    revoke_as_dana();
    ASSERT_TRUE(is_held(removal()));
  }
  PushResult push() { return push_tickets(campaign.context, campaign.store); }
  Removal removal() { return campaign.store.removals().at(0); }
  Ticket ticket() { return campaign.store.tickets().at(0); }

  SmallCampaign campaign;
  FakeSystem system;
  std::vector<SinkKind> kinds{{.name = "test", .help = "", .create = &make_fake}};
};

TEST_F(TicketsTest, ARemovalIsAskedForOnceAndMarked) {
  revoke_as_dana();
  const PushResult first = push();
  EXPECT_EQ(first.sent.size(), 1U);
  EXPECT_EQ(ticket().state, TicketState::sent);
  EXPECT_EQ(ticket().external_ref, "sink0-1");
  EXPECT_EQ(removal().state, RemovalState::ticketed);
  EXPECT_TRUE(push().sent.empty());
  ASSERT_EQ(system.asked.size(), 1U);
  EXPECT_EQ(system.asked[0].idempotency_key, ticket().idempotency_key);
  EXPECT_EQ(system.asked[0].title, "Access review: remove di from team in shop");
}

TEST_F(TicketsTest, AFailureIsTriedAgainWhenItsTimeHasCome) {
  revoke_as_dana();
  system.answers["sink0"] = {.kind = Outcome::retry, .error = "no answer"};
  EXPECT_EQ(push().waiting.size(), 1U);
  EXPECT_EQ(removal().state, RemovalState::planned);
  EXPECT_EQ(ticket().last_error, "no answer");
  EXPECT_EQ(push().waiting, std::vector<Ticket>{ticket()}) << "not due, and named";
  EXPECT_EQ(system.asked.size(), 1U);
  campaign.clock.advance(60'000);
  system.answers.clear();
  EXPECT_EQ(push().sent.size(), 1U);
  ASSERT_EQ(system.asked.size(), 2U);
  EXPECT_EQ(system.asked[0].idempotency_key, system.asked[1].idempotency_key);
  EXPECT_EQ(ticket().last_error, "");
  EXPECT_EQ(ticket().attempts, 2);
  EXPECT_EQ(removal().state, RemovalState::ticketed);
}

TEST_F(TicketsTest, WhatIsDoneAlreadyIsNotAskedFor) {
  revoke_as_dana();
  Removal done = removal();
  done.state = RemovalState::claimed_done;
  campaign.store.change_removal(done, RemovalState::planned, {});
  EXPECT_TRUE(push().dead.empty());
  EXPECT_TRUE(system.asked.empty());
  EXPECT_EQ(ticket().state, TicketState::dead);
  EXPECT_EQ(ticket().last_error, "not sent: the removal is claimed done");
}

TEST_F(TicketsTest, ASinkThatAsksForTimeGetsIt) {
  revoke_as_dana();
  system.answers["sink0"] = {.kind = Outcome::retry, .error = "429", .retry_after = kDay};
  push();
  EXPECT_EQ(ticket().next_attempt, campaign.clock.now() + kDay);
}

// Three failures in a row: what is left is not tried, and not counted as tried.
TEST_F(TicketsTest, ASinkThatFailsIsLeftAloneForAWhile) {
  std::vector<Removal> removals;
  std::vector<Ticket> tickets;
  for (int i = 0; i < 5; ++i) {
    const std::string id = "r" + std::to_string(i);
    removals.push_back({.id = id, .what = id});
    tickets.push_back(
        {.id = "t" + std::to_string(i), .removal_id = id, .sink = "sink0", .idempotency_key = id});
  }
  campaign.store.add_removals(removals, tickets);
  system.answers["sink0"] = {.kind = Outcome::retry, .error = "no answer"};
  EXPECT_EQ(push().waiting.size(), 5U);
  EXPECT_EQ(system.asked.size(), 3U);
  const std::vector<Ticket> kept = campaign.store.tickets();
  EXPECT_EQ(kept[4].attempts, 0);
  EXPECT_EQ(kept[4].last_error, "not tried: the sink failed 3 times in a row");
  campaign.clock.advance(kDay);
  system.answers.clear();
  EXPECT_EQ(push().sent.size(), 5U);
}

TEST_F(TicketsTest, AClosedTicketIsAClaimAndNoProof) {
  revoke_as_dana();
  push();
  EXPECT_TRUE(pull_tickets(campaign.context, campaign.store).tickets.empty()) << "nobody can ask";
  system.statuses["sink0-1"] = {TicketStatus::Kind::open, "new"};
  EXPECT_EQ(pull_tickets(campaign.context, campaign.store).tickets.at(0).removal.state,
            RemovalState::ticketed);
  system.statuses["sink0-1"] = {TicketStatus::Kind::done, "resolved"};
  EXPECT_EQ(pull_tickets(campaign.context, campaign.store).tickets.at(0).removal.state,
            RemovalState::claimed_done);
  EXPECT_EQ(removal().state, RemovalState::claimed_done);
  EXPECT_EQ(removal().state_detail, "ticket sink0-1 of sink0 says `resolved`");
  EXPECT_TRUE(is_open(removal().state)) << "only a read proves it";
}

TEST_F(TicketsTest, ARejectedTicketGoesBackToWhoeverDecided) {
  revoke_as_dana();
  push();
  system.statuses["sink0-1"] = {TicketStatus::Kind::rejected, "rejected: not ours"};
  const PullResult result = pull_tickets(campaign.context, campaign.store);
  EXPECT_EQ(result.tickets.at(0).before, RemovalState::ticketed);
  EXPECT_EQ(removal().state, RemovalState::rejected);
  EXPECT_EQ(removal().state_detail,
            "ticket sink0-1 of sink0 says `rejected: not ours`; back to Dana Roy, who decided");
  EXPECT_TRUE(pull_tickets(campaign.context, campaign.store).tickets.empty()) << "it has been told";
}

TEST_F(TicketsTest, WhatIsOverdueIsNamed) {
  revoke_as_dana();
  push();
  system.statuses["sink0-1"] = {TicketStatus::Kind::open, "new"};
  campaign.clock.advance(30 * kDay);
  EXPECT_FALSE(pull_tickets(campaign.context, campaign.store).tickets.at(0).overdue);
  campaign.clock.advance(1);
  EXPECT_TRUE(pull_tickets(campaign.context, campaign.store).tickets.at(0).overdue);
  system.statuses["sink0-1"] = {TicketStatus::Kind::unknown, "no answer"};
  const PullResult result = pull_tickets(campaign.context, campaign.store);
  EXPECT_EQ(result.not_told, 1U);
  EXPECT_EQ(removal().state, RemovalState::ticketed);
}

TEST_F(TicketsTest, WhatAnotherPushIsSendingWaits) {
  revoke_as_dana();
  ASSERT_TRUE(campaign.store.claim_ticket(campaign.clock.now(), kTicketLease));
  const PushResult result = push();
  EXPECT_TRUE(result.sent.empty());
  EXPECT_EQ(result.waiting, std::vector<Ticket>{ticket()});
}

TEST_F(TicketsTest, InTheEndItIsDeadAndShown) {
  revoke_as_dana();
  system.answers["sink0"] = {.kind = Outcome::retry, .error = "no answer"};
  for (int i = 0; i < kMostAttempts; ++i) {
    push();
    campaign.clock.advance(2 * kDay);
  }
  EXPECT_EQ(ticket().state, TicketState::dead);
  EXPECT_EQ(removal().state, RemovalState::planned);
  push();
  EXPECT_EQ(system.asked.size(), static_cast<std::size_t>(kMostAttempts));
  EXPECT_EQ(list_tickets(campaign.store).at(0).tickets.at(0).state, TicketState::dead);
}

TEST_F(TicketsTest, ARefusalIsFinal) {
  revoke_as_dana();
  system.answers["sink0"] = {.kind = Outcome::refused, .error = "401"};
  EXPECT_EQ(push().dead.size(), 1U);
  campaign.clock.advance(kDay);
  push();
  EXPECT_EQ(system.asked.size(), 1U);
}

TEST_F(TicketsTest, WhatIsDeadIsSentAnewOnlyWhenAskedAndWithTheSameKey) {
  revoke_as_dana();
  system.answers["sink0"] = {.kind = Outcome::refused, .error = "401"};
  push();
  system.answers.clear();
  EXPECT_EQ(push().added, 0U);
  const PushResult again = push_tickets(campaign.context, campaign.store, DeadTickets::send_again);
  EXPECT_EQ(again.added, 1U);
  EXPECT_EQ(again.sent.size(), 1U);
  EXPECT_EQ(push_tickets(campaign.context, campaign.store, DeadTickets::send_again).added, 0U);
  ASSERT_EQ(system.asked.size(), 2U);
  EXPECT_EQ(system.asked[0].idempotency_key, system.asked[1].idempotency_key);
  EXPECT_EQ(removal().state, RemovalState::ticketed);
}

TEST_F(TicketsTest, AnotherSinkIsNotAskedForWhatWasAskedForAlready) {
  revoke_as_dana();
  push();
  campaign.context.config.ticket_sinks = {{.name = "other", .kind = "test"}};
  EXPECT_EQ(push().added, 0U);
  EXPECT_EQ(push_tickets(campaign.context, campaign.store, DeadTickets::send_again).added, 0U);
  EXPECT_EQ(system.asked.size(), 1U);
}

TEST_F(TicketsTest, ACrashAfterSendingSendsAgainWithTheSameKey) {
  revoke_as_dana();
  const Ticket claimed =
      *campaign.store.claim_ticket(campaign.clock.now(), kTicketLease);  // and then the process dies
  EXPECT_TRUE(push().sent.empty());
  campaign.clock.advance(kTicketLease);
  EXPECT_EQ(push().sent.size(), 1U);
  EXPECT_EQ(system.asked.at(0).idempotency_key, claimed.idempotency_key);
}

TEST_F(TicketsTest, ACrashBeforeMarkingIsMadeGoodByTheNextPush) {
  revoke_as_dana();
  Ticket claimed = *campaign.store.claim_ticket(campaign.clock.now(), kTicketLease);
  claimed.state = TicketState::sent;
  campaign.store.finish_ticket(claimed);
  EXPECT_EQ(removal().state, RemovalState::planned);
  push();
  EXPECT_EQ(removal().state, RemovalState::ticketed);
  EXPECT_TRUE(system.asked.empty());
}

TEST_F(TicketsTest, ASinkThatIsGoneFromTheFileIsSaid) {
  revoke_as_dana();
  campaign.context.config.ticket_sinks.clear();
  EXPECT_EQ(push().waiting.at(0).last_error,
            "reeve.toml has no ticket sink `sink0`; add it or wait until it is given up");
}

TEST_F(TicketsTest, AnUnknownKindIsRefusedBeforeAnythingIsSent) {
  revoke_as_dana();
  campaign.context.config.ticket_sinks.push_back({.name = "x", .kind = "pigeon"});
  try {
    push();
    FAIL() << "no error";
  } catch (const Error& e) {
    EXPECT_EQ(e.message(), "ticket sink `x`: there is no kind `pigeon`; there is `test`");
  }
  EXPECT_TRUE(system.asked.empty());
}

class NoSinkTest : public TicketsTest {
 protected:
  NoSinkTest() : TicketsTest(0) {}
};

TEST_F(NoSinkTest, ASinkThatComesLaterIsAskedForWhatWaited) {
  revoke_as_dana();
  EXPECT_EQ(list_tickets(campaign.store).at(0).tickets.size(), 0U);
  EXPECT_EQ(push().added, 0U);
  campaign.context.config.ticket_sinks.push_back({.name = "late", .kind = "test"});
  const PushResult result = push();
  EXPECT_EQ(result.added, 1U);
  EXPECT_EQ(result.sent.size(), 1U);
  EXPECT_EQ(removal().state, RemovalState::ticketed);
}

TEST_F(TicketsTest, AHeldRemovalIsNotAskedFor) {
  hold();
  push();
  EXPECT_TRUE(system.asked.empty());
  EXPECT_TRUE(campaign.store.tickets().empty());
}

TEST_F(TicketsTest, SettledForRemovalItIsAskedFor) {
  hold();
  const Removal settled = settle_removal(campaign.context, campaign.store, removal().id, Settlement::remove,
                                         "kim@bazaar.example", "not needed");
  EXPECT_EQ(settled.state_detail, "settled by Kim Bell (root on command line): not needed");
  EXPECT_FALSE(is_held(removal()));
  EXPECT_EQ(push().sent.size(), 1U);
  EXPECT_EQ(removal().state, RemovalState::ticketed);
  EXPECT_EQ(removal().state_detail, settled.state_detail);
}

TEST_F(TicketsTest, SettledForKeepingItIsRejected) {
  hold();
  settle_removal(campaign.context, campaign.store, removal().id, Settlement::keep, "Kim Bell", "both right");
  EXPECT_EQ(removal().state, RemovalState::rejected);
  push();
  EXPECT_TRUE(system.asked.empty());
}

TEST_F(TicketsTest, WhoDecidedDoesNotSettle) {
  hold();
  const auto message = [&](const std::string& by, const std::string& reason) -> std::string {
    try {
      settle_removal(campaign.context, campaign.store, removal().id, Settlement::remove, by, reason);
    } catch (const Error& e) {
      return e.message();
    }
    return "settled";
  };
  const std::string other =
      "decided one of the two cases; somebody else has to settle it, best the data owner";
  for (const std::string ana : {"Ana Lopes", "ana lopes", " Ana Lopes ", "ana@bazaar.example", "alopes"}) {
    EXPECT_EQ(message(ana, "r"), "`" + ana + "` " + other);
  }
  EXPECT_EQ(message("Dana Roy", "r"), "`Dana Roy` " + other);
  EXPECT_EQ(message(" ", "r"), "this needs the name of a person");
  EXPECT_EQ(message("Kim Bel", "r"),
            "there is no person or account `Kim Bel` in the snapshot; did you mean `Kim Bell`?");
  EXPECT_EQ(message("Kim Bell", " "), "settling needs a reason; give it with `--reason`");
  EXPECT_EQ(message("Kim Bell", "r"), "settled");
  EXPECT_EQ(message("Kim Bell", "r"), "removal `" + removal().id + "` is not held; it is planned");
}

}  // namespace
}  // namespace reeve
