// Through the outbox to a real server over loopback: whatever goes wrong on the way, its receiver sees one
// key and ends up with one ticket.
#include <cstdlib>

#include <gtest/gtest.h>

#include "engine/workflow/tickets.h"
#include "tests/scenarios/small_campaign.h"
#include "tests/support/ticket_system.h"
#include "tickets/registry.h"

namespace reeve {
namespace {

using test::SmallCampaign;
using test::TicketSystem;

constexpr const char* kSecret = "s3cret";

class WebhookOutbox : public ::testing::Test {
 protected:
  void SetUp() override {
    ::setenv("REEVE_TEST_HOOK", kSecret, 1);
    campaign.context.sinks = ticket_sinks();
  }

  // Its owner decides that something goes, and signs.
  void ask_for_a_removal(const TicketSystem& system) {
    campaign.context.config.ticket_sinks.push_back({.name = "hook",
                                                    .kind = "webhook",
                                                    .options = {{"url", system.url()},
                                                                {"allow_private", "true"},
                                                                {"timeout_seconds", "1"},
                                                                {"secret_env", "REEVE_TEST_HOOK"}}});
    ASSERT_TRUE(
        campaign.decide_one(campaign.dana, {.case_no = 5, .kind = DecisionKind::revoke, .reason = "wide"})
            .counts());
    ASSERT_TRUE(
        sign_off(campaign.context, campaign.store, SmallCampaign::kId, campaign.dana, "done").signed_off);
  }

  SmallCampaign campaign{0};
};

class WebhookOutboxTest : public WebhookOutbox,
                          public ::testing::WithParamInterface<std::vector<TicketSystem::Fault>> {};

TEST_P(WebhookOutboxTest, OneRemovalIsOneTicket) {
  TicketSystem system(kSecret, GetParam(), campaign.clock);
  ask_for_a_removal(system);
  for (std::size_t i = 0; i < GetParam().size(); ++i) {
    EXPECT_EQ(push_tickets(campaign.context, campaign.store).waiting.size(), 1U);
    EXPECT_EQ(campaign.store.removals().at(0).state, RemovalState::planned);
    campaign.clock.advance(kDay);
  }
  EXPECT_EQ(push_tickets(campaign.context, campaign.store).sent.size(), 1U);
  campaign.clock.advance(kDay);
  push_tickets(campaign.context, campaign.store);

  const Ticket ticket = campaign.store.tickets().at(0);
  EXPECT_EQ(ticket.state, TicketState::sent);
  EXPECT_EQ(ticket.external_ref, "1");
  EXPECT_EQ(ticket.attempts, static_cast<int>(GetParam().size()) + 1);
  EXPECT_EQ(system.seen().keys, (std::vector<std::string>{ticket.idempotency_key}));
  EXPECT_EQ(system.seen().requests, GetParam().size() + 1);
  EXPECT_EQ(system.seen().not_trusted, 0U);
  EXPECT_EQ(campaign.store.removals().at(0).state, RemovalState::ticketed);
}

using Fault = TicketSystem::Fault;
INSTANTIATE_TEST_SUITE_P(
    Faults, WebhookOutboxTest,
    ::testing::Values(std::vector<Fault>{}, std::vector{Fault::before}, std::vector{Fault::after_taking_it},
                      std::vector{Fault::silent}, std::vector{Fault::broken},
                      std::vector{Fault::before, Fault::silent, Fault::after_taking_it, Fault::broken}));

// Shows that the receiver of these tests would notice a wrong signature.
TEST_F(WebhookOutbox, AReceiverWithAnotherSecretOpensNothing) {
  TicketSystem system("another", {}, campaign.clock);
  ask_for_a_removal(system);
  EXPECT_EQ(push_tickets(campaign.context, campaign.store).waiting.size(), 1U);
  EXPECT_EQ(system.seen().not_trusted, 1U);
  EXPECT_TRUE(system.seen().tickets.empty());
}

}  // namespace
}  // namespace reeve
