// Through the outbox to a real server over loopback: whatever goes wrong on the way, its receiver sees one
// key and ends up with one ticket.
#include <cstdlib>
#include <map>
#include <mutex>
#include <thread>

#include <gtest/gtest.h>

#include "engine/workflow/tickets.h"
#include "tests/scenarios/small_campaign.h"
#include "tests/support/raw_server.h"
#include "tickets/registry.h"

namespace reeve {
namespace {

using test::RawServer;
using test::SmallCampaign;

// A ticket system that opens one ticket per key, and fails in the ways of `faults` first.
class TicketSystem {
 public:
  enum class Fault { none, before, after_taking_it, silent, broken };

  explicit TicketSystem(std::vector<Fault> faults) : faults_(std::move(faults)) {}

  int port() const { return server_.port(); }
  std::size_t requests() {
    const std::scoped_lock lock(mutex_);
    return requests_;
  }
  std::map<std::string, int> tickets() {
    const std::scoped_lock lock(mutex_);
    return tickets_;
  }

 private:
  void serve(RawServer::Peer& peer) {
    const std::string request = peer.read_request();
    const std::size_t at = request.find("Idempotency-Key: ") + 17;
    const std::string key = request.substr(at, request.find("\r\n", at) - at);
    const Fault fault = next();
    if (fault == Fault::before) return peer.write("HTTP/1.1 500 X\r\nContent-Length: 0\r\n\r\n");
    const std::string ref = open(key);
    if (fault == Fault::after_taking_it) return peer.write("HTTP/1.1 503 X\r\nContent-Length: 0\r\n\r\n");
    if (fault == Fault::silent) std::this_thread::sleep_for(std::chrono::milliseconds(1300));
    if (fault == Fault::none)
      peer.write("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(ref.size()) + "\r\n\r\n" + ref);
  }

  Fault next() {
    const std::scoped_lock lock(mutex_);
    return requests_ < faults_.size() ? faults_[requests_++] : (++requests_, Fault::none);
  }

  std::string open(const std::string& key) {
    const std::scoped_lock lock(mutex_);
    const auto [it, is_new] = tickets_.try_emplace(key, static_cast<int>(tickets_.size()) + 1);
    return R"({"id":)" + std::to_string(it->second) + "}";
  }

  std::vector<Fault> faults_;
  std::mutex mutex_;
  std::size_t requests_ = 0;
  std::map<std::string, int> tickets_;
  RawServer server_{[this](RawServer::Peer& peer) { serve(peer); }};
};

class WebhookOutboxTest : public ::testing::TestWithParam<std::vector<TicketSystem::Fault>> {};

TEST_P(WebhookOutboxTest, OneRemovalIsOneTicket) {
  ::setenv("REEVE_TEST_HOOK", "s3cret", 1);
  SmallCampaign campaign(0);
  TicketSystem system(GetParam());
  campaign.context.sinks = ticket_sinks();
  campaign.context.config.ticket_sinks.push_back(
      {.name = "hook",
       .kind = "webhook",
       .options = {{"url", "http://127.0.0.1:" + std::to_string(system.port()) + "/"},
                   {"allow_private", "true"},
                   {"timeout_seconds", "1"},
                   {"secret_env", "REEVE_TEST_HOOK"}}});
  ASSERT_TRUE(
      campaign.decide_one(campaign.dana, {.case_no = 5, .kind = DecisionKind::revoke, .reason = "wide"})
          .counts());
  ASSERT_TRUE(
      sign_off(campaign.context, campaign.store, SmallCampaign::kId, campaign.dana, "done").signed_off);

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
  EXPECT_EQ(system.tickets(), (std::map<std::string, int>{{ticket.idempotency_key, 1}}));
  EXPECT_EQ(system.requests(), GetParam().size() + 1);
  EXPECT_EQ(campaign.store.removals().at(0).state, RemovalState::ticketed);
}

using Fault = TicketSystem::Fault;
INSTANTIATE_TEST_SUITE_P(
    Faults, WebhookOutboxTest,
    ::testing::Values(std::vector<Fault>{}, std::vector{Fault::before}, std::vector{Fault::after_taking_it},
                      std::vector{Fault::silent}, std::vector{Fault::broken},
                      std::vector{Fault::before, Fault::silent, Fault::after_taking_it, Fault::broken}));

}  // namespace
}  // namespace reeve
