#include "tickets/webhook_sink.h"

#include <cstdlib>
#include <mutex>
#include <thread>

#include <gtest/gtest.h>

#include "engine/core/digest.h"
#include "engine/core/error.h"
#include "tests/support/raw_server.h"

namespace reeve {
namespace {

using test::body_of;
using test::header_of;
using test::http_answer;
using test::RawServer;
using Kind = TicketOutcome::Kind;

class WebhookSinkTest : public ::testing::Test {
 protected:
  void SetUp() override { ::setenv("REEVE_TEST_HOOK", "s3cret", 1); }

  std::unique_ptr<TicketSink> sink(std::map<std::string, std::string> options) {
    options.try_emplace("secret_env", "REEVE_TEST_HOOK");
    return make_webhook_sink(
        {.name = "hook", .kind = "webhook", .base_dir = "/", .options = std::move(options)}, clock);
  }
  // One that talks to a server of this test.
  std::unique_ptr<TicketSink> sink_for(const RawServer& server, const std::string& timeout = "5") {
    return sink({{"url", "http://127.0.0.1:" + std::to_string(server.port()) + "/hook?q=1"},
                 {"allow_private", "true"},
                 {"timeout_seconds", timeout}});
  }
  // Answers every request with `reply` and remembers it.
  std::function<void(RawServer::Peer&)> always(std::string reply) {
    return [this, reply](RawServer::Peer& peer) {
      const std::string request = peer.read_request();
      const std::scoped_lock lock(mutex);
      requests.push_back(request);
      peer.write(reply);
    };
  }
  std::string config_error(const std::map<std::string, std::string>& options) {
    try {
      sink(options);
    } catch (const Error& e) {
      return std::string(to_string(e.code())) + ": " + e.message();
    }
    return "no error";
  }
  static std::string where(const RawServer& server) {
    return "`http://127.0.0.1:" + std::to_string(server.port()) + "` ";
  }

  const TicketText ticket{
      .idempotency_key = "reeve-1", .title = "t", .body = "b\n\"c\"", .fields = {{"x", 1}}};
  FixedClock clock{1'767'225'600'999};
  std::mutex mutex;
  std::vector<std::string> requests;
};

TEST_F(WebhookSinkTest, SendsASignedRequestOnce) {
  RawServer server(always(http_answer("201 Created", R"({"ref": "HD-17"})")));
  EXPECT_EQ(sink_for(server)->open(ticket), (TicketOutcome{.kind = Kind::sent, .external_ref = "HD-17"}));
  ASSERT_EQ(requests.size(), 1U);
  const std::string& request = requests[0];
  EXPECT_TRUE(request.starts_with("POST /hook?q=1 HTTP/1.1\r\n")) << request;
  const std::string body = R"({"body":"b\n\"c\"","fields":{"x":1},"key":"reeve-1","title":"t"})";
  EXPECT_EQ(body_of(request), body);
  EXPECT_EQ(header_of(request, "Content-Type"), "application/json");
  EXPECT_EQ(header_of(request, "Idempotency-Key"), "reeve-1");
  EXPECT_EQ(header_of(request, "X-Reeve-Timestamp"), "1767225600");
  EXPECT_EQ(header_of(request, "X-Reeve-Signature"),
            "sha256=" + to_hex(hmac_sha256("s3cret", "1767225600." + body)));
  EXPECT_EQ(request.find("s3cret"), std::string::npos);
}

TEST_F(WebhookSinkTest, TakesTheReferenceThatIsGiven) {
  const auto ref = [&](const std::string& reply) {
    RawServer server(always(reply));
    return sink_for(server)->open(ticket).external_ref;
  };
  EXPECT_EQ(ref(http_answer("200 OK", R"({"id": 42})")), "42");
  EXPECT_EQ(ref(http_answer("200 OK", R"({"id": 42, "ref": ["no text"]})")), "42");
  EXPECT_EQ(ref(http_answer("201 Created", "thanks", "Location: /tickets/9\r\n")), "/tickets/9");
  EXPECT_EQ(ref(http_answer("202 Accepted")), "HTTP 202");
  EXPECT_EQ(ref(http_answer("200 OK", R"({"id": ")" + std::string(500, 'x') + R"("})")),
            std::string(200, 'x'));
}

TEST_F(WebhookSinkTest, AnErrorThatMayPassIsTriedAgain) {
  for (const std::string status : {"401", "403", "404", "408", "409", "429", "500", "502", "503"}) {
    RawServer server(always(http_answer(status + " X")));
    EXPECT_EQ(sink_for(server)->open(ticket),
              (TicketOutcome{.kind = Kind::retry, .error = where(server) + "answers " + status}));
  }
}

TEST_F(WebhookSinkTest, ARequestThatIsWrongIsRefused) {
  for (const std::string status : {"400", "405", "410", "413", "415", "422"}) {
    RawServer server(always(http_answer(status + " X")));
    EXPECT_EQ(sink_for(server)->open(ticket),
              (TicketOutcome{.kind = Kind::refused, .error = where(server) + "answers " + status}));
  }
}

TEST_F(WebhookSinkTest, ARedirectIsNotFollowed) {
  RawServer server(always(http_answer("307 X", "", "Location: http://127.0.0.1:1/elsewhere\r\n")));
  EXPECT_EQ(
      sink_for(server)->open(ticket),
      (TicketOutcome{.kind = Kind::retry,
                     .error = where(server) +
                              "answers 307 and sends on to `http://127.0.0.1:1/elsewhere`; put the right "
                              "address in reeve.toml"}));
  EXPECT_EQ(requests.size(), 1U);
}

TEST_F(WebhookSinkTest, NobodyThereIsTriedAgain) {
  int port = 0;
  { port = RawServer(always("")).port(); }
  const auto s = sink({{"url", "http://127.0.0.1:" + std::to_string(port)}, {"allow_private", "true"}});
  EXPECT_EQ(s->open(ticket),
            (TicketOutcome{.kind = Kind::retry,
                           .error = "`http://127.0.0.1:" + std::to_string(port) + "` cannot be reached"}));
}

TEST_F(WebhookSinkTest, SilenceIsTriedAgain) {
  RawServer server([](RawServer::Peer& peer) {
    peer.read_request();
    std::this_thread::sleep_for(std::chrono::milliseconds(1500));
  });
  EXPECT_EQ(sink_for(server, "1")->open(ticket),
            (TicketOutcome{.kind = Kind::retry,
                           .error = where(server) + "does not answer within 1000 milliseconds"}));
}

TEST_F(WebhookSinkTest, AConnectionThatBreaksIsTriedAgain) {
  RawServer server([](RawServer::Peer& peer) { peer.read_request(); });
  EXPECT_EQ(sink_for(server)->open(ticket),
            (TicketOutcome{.kind = Kind::retry,
                           .error = where(server) + "ended the connection in the middle of an answer"}));
}

TEST_F(WebhookSinkTest, TheOwnNetworkIsReachedOnlyWhereThatIsMeant) {
  for (const std::string host :
       {"127.0.0.1", "localhost", "0x7f000001", "[::1]", "10.1.2.3", "169.254.169.254"}) {
    const TicketOutcome outcome = sink({{"url", "https://" + host + ":9/"}})->open(ticket);
    EXPECT_EQ(outcome.kind, Kind::retry) << host;
    EXPECT_NE(outcome.error.find("which is not on the internet; set `allow_private = true` if that is meant"),
              std::string::npos)
        << outcome.error;
  }
}

TEST_F(WebhookSinkTest, ANameThatLeadsNowhereIsTriedAgain) {
  EXPECT_EQ(sink({{"url", "https://no.such.name.invalid/"}})->open(ticket),
            (TicketOutcome{.kind = Kind::retry, .error = "`no.such.name.invalid` leads to no address"}));
}

TEST_F(WebhookSinkTest, OptionsThatAreWrongAreRefusedAtOnce) {
  EXPECT_EQ(config_error({}), "config: ticket sink `hook` needs the option `url`; add it to [ticket.hook]");
  EXPECT_EQ(config_error({{"url", "https://x.example"}, {"secret_env", ""}}),
            "config: ticket sink `hook` needs the option `secret_env`; add it to [ticket.hook]");
  EXPECT_EQ(config_error({{"url", "https://x.example"}, {"secret_env", "REEVE_TEST_UNSET"}}),
            "config: ticket sink `hook`: the environment variable `REEVE_TEST_UNSET` that `secret_env` names "
            "is not "
            "set");
  ::setenv("REEVE_TEST_HOOK", "", 1);
  EXPECT_EQ(config_error({{"url", "https://x.example"}}),
            "config: ticket sink `hook`: the secret that `secret_env` names is empty");
  ::setenv("REEVE_TEST_HOOK", "s3cret", 1);
  EXPECT_EQ(config_error({{"url", "http://x.example"}}),
            "config: ticket sink `hook`: `url` has to begin with https:// (http:// only with `allow_private "
            "= true`)");
  EXPECT_EQ(config_error({{"url", "https://x.example"}, {"timeout_seconds", "0"}}),
            "config: ticket sink `hook`: `timeout_seconds` is `0`; use 1 to 300");
  EXPECT_EQ(config_error({{"url", "https://x.example"}}), "no error");
}

}  // namespace
}  // namespace reeve
