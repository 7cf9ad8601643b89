#include "engine/net/http_client.h"

#include <csignal>
#include <thread>

#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "engine/net/sigpipe_guard.h"
#include "tests/support/raw_server.h"
#include "tests/support/scratch_dir.h"

namespace reeve {
namespace {

using std::chrono::milliseconds;
using test::RawServer;

std::string answer(int status, const std::string& body) {
  return "HTTP/1.1 " + std::to_string(status) +
         " X\r\nX-Trace: 7\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

class HttpClientTest : public ::testing::Test {
 protected:
  Url peer() const { return parse_url("unix://" + socket().string()); }
  std::filesystem::path socket() const { return scratch_.path() / "s"; }

  test::ScratchDir scratch_;
};

TEST_F(HttpClientTest, SendsOneRequestAsItIsAndKeepsTheConnection) {
  std::vector<std::string> requests;
  {
    RawServer server(socket(), [&](RawServer::Peer& peer) {
      for (std::string r = peer.read_request(); !r.empty(); r = peer.read_request()) {
        requests.push_back(r);
        peer.write(answer(200, "hello"));
      }
    });
    HttpClient client(peer());
    for (int i = 0; i < 7; ++i) {
      const HttpResponse response = client.send(
          {.method = "POST", .target = "/a%2Fb?c=d", .headers = {{"X-Key", "k 1"}}, .body = "{}"});
      EXPECT_EQ(response.failure, HttpFailure::none);
      EXPECT_EQ(response.status, 200);
      EXPECT_EQ(response.body, "hello");
      EXPECT_EQ(response.header("x-trace"), "7");
    }
    EXPECT_EQ(server.connections(), 1);
  }
  ASSERT_EQ(requests.size(), 7U);
  EXPECT_TRUE(requests[0].starts_with("POST /a%2Fb?c=d HTTP/1.1\r\n")) << requests[0];
  EXPECT_NE(requests[0].find("X-Key: k 1\r\n"), std::string::npos);
  EXPECT_NE(requests[0].find("Host: localhost\r\n"), std::string::npos);
  EXPECT_NE(requests[0].find("Content-Type: application/json\r\n"), std::string::npos);
  EXPECT_TRUE(requests[0].ends_with("\r\n\r\n{}"));
}

TEST_F(HttpClientTest, NeverFollowsARedirect) {
  RawServer server(socket(), [&](RawServer::Peer& peer) {
    while (!peer.read_request().empty()) {
      peer.write("HTTP/1.1 302 X\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n");
    }
  });
  const HttpResponse response = HttpClient(peer()).send({.target = "/x"});
  EXPECT_EQ(response.status, 302);
  EXPECT_EQ(response.failure, HttpFailure::none);
}

TEST_F(HttpClientTest, NobodyThere) { EXPECT_EQ(HttpClient(peer()).send({}).failure, HttpFailure::connect); }

TEST_F(HttpClientTest, APeerThatSaysNothingIsATimeout) {
  RawServer server(socket(), [&](RawServer::Peer& peer) {
    peer.read_request();
    peer.read_request();  // returns when the client closes
  });
  HttpClient client(peer(), {.timeout = milliseconds(200)});
  EXPECT_EQ(client.send({}).failure, HttpFailure::timeout);
}

TEST_F(HttpClientTest, ABodyThatDripsIsATimeoutAsAWhole) {
  RawServer server(socket(), [&](RawServer::Peer& peer) {
    peer.read_request();
    peer.write("HTTP/1.1 200 X\r\nContent-Length: 1000\r\n\r\n");
    for (int i = 0; i < 40; ++i) {
      peer.write("x");
      std::this_thread::sleep_for(milliseconds(25));
    }
  });
  HttpClient client(peer(), {.timeout = milliseconds(200)});
  EXPECT_EQ(client.send({}).failure, HttpFailure::timeout);
}

TEST_F(HttpClientTest, AnAnswerThatIsCutShortIsNoAnswer) {
  RawServer server(socket(), [&](RawServer::Peer& peer) {
    peer.read_request();
    peer.write("HTTP/1.1 200 X\r\nContent-Length: 1000\r\n\r\n{}");
  });
  EXPECT_EQ(HttpClient(peer()).send({}).failure, HttpFailure::broken);
}

TEST_F(HttpClientTest, AnAnswerHasAGreatestSizeWhateverItsHeadSays) {
  RawServer server(socket(), [&](RawServer::Peer& peer) {
    peer.read_request();
    peer.write("HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n");
    const std::string chunk = "400\r\n" + std::string(0x400, 'x') + "\r\n";
    for (int i = 0; i < 64; ++i) peer.write(chunk);
    peer.write("0\r\n\r\n");
  });
  HttpClient client(peer(), {.max_response_bytes = 10'000});
  EXPECT_EQ(client.send({}).failure, HttpFailure::too_large);
}

TEST_F(HttpClientTest, IsUsableAfterAFailure) {
  int round = 0;
  RawServer server(socket(), [&](RawServer::Peer& peer) {
    if (++round == 1) return;
    while (!peer.read_request().empty()) peer.write(answer(200, "again"));
  });
  HttpClient client(peer());
  EXPECT_EQ(client.send({}).failure, HttpFailure::broken);
  EXPECT_EQ(client.send({}).body, "again");
}

// Without the guard this ends the process.
TEST_F(HttpClientTest, APeerThatClosesWhileWeWriteIsAnAnswer) {
  RawServer server(socket(), [&](RawServer::Peer& peer) {
    peer.stop_reading();
    std::this_thread::sleep_for(milliseconds(300));
  });
  HttpClient client(peer());
  const HttpResponse response = client.send({.method = "POST", .body = std::string(64U << 20U, 'x')});
  EXPECT_EQ(response.failure, HttpFailure::broken);
}

TEST_F(HttpClientTest, RefusesBytesThatWouldChangeTheRequest) {
  HttpClient client(peer());
  EXPECT_THROW(client.send({.target = "/a b"}), Error);
  EXPECT_THROW(client.send({.target = "/a\r\nX: y"}), Error);
  EXPECT_THROW(client.send({.headers = {{"X-A", "1\r\nX-B: 2"}}}), Error);
  EXPECT_THROW(client.send({.headers = {{"X A", "1"}}}), Error);
}

TEST(SigpipeGuard, LeavesTheSignalAsItWas) {
  sigset_t before;
  pthread_sigmask(SIG_SETMASK, nullptr, &before);
  {
    const SigpipeGuard guard;
    pthread_kill(pthread_self(), SIGPIPE);
  }
  sigset_t after;
  pthread_sigmask(SIG_SETMASK, nullptr, &after);
  sigset_t pending;
  sigpending(&pending);
  EXPECT_EQ(sigismember(&before, SIGPIPE), sigismember(&after, SIGPIPE));
  EXPECT_EQ(sigismember(&pending, SIGPIPE), 0);
}

}  // namespace
}  // namespace reeve
