#include "engine/net/http_server.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

#include "engine/core/error.h"

namespace reeve {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

// Runs a server that echoes what it was asked, and speaks to it in raw bytes.
class Server : public ::testing::Test {
 protected:
  Server()
      : server_({.max_body_bytes = 100},
                [](const ServerRequest& request) {
                  if (request.path == "/fail") throw std::runtime_error("the inside: /var/secret");
                  ServerResponse response;
                  const auto text = request.form.find("text");
                  response.body = request.method + " " + request.path + " " +
                                  (text == request.form.end() ? "" : text->second) + " " +
                                  (request.cookies.contains("b") ? request.cookies.at("b") : "");
                  return response;
                }),
        thread_([this] { server_.run(); }) {}
  ~Server() override {
    server_.stop();
    thread_.join();
  }

  std::string host() const { return "Host: 127.0.0.1:" + std::to_string(server_.port()) + "\r\n"; }

  std::string ask(const std::string& bytes) const {
    const int fd = socket(AF_INET, SOCK_STREAM, 0);
    const timeval patience{.tv_sec = 5, .tv_usec = 0};
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<std::uint16_t>(server_.port()));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(connect(fd, reinterpret_cast<sockaddr*>(&to), sizeof to), 0);
    EXPECT_EQ(write(fd, bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
    std::string answer;
    char buffer[4096];
    for (ssize_t got = 0; (got = read(fd, buffer, sizeof buffer)) > 0;)
      answer.append(buffer, static_cast<std::size_t>(got));
    close(fd);
    return answer;
  }

  std::string post(const std::string& extra, const std::string& body) const {
    return ask("POST /p HTTP/1.1\r\n" + host() +
               "Connection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n" + extra + "\r\n" +
               body);
  }

  HttpServer server_;
  std::thread thread_;
};

TEST_F(Server, HandsOnPathFormAndCookies) {
  const std::string answer = post("Cookie: a=1; b=two\r\nContent-Length: 14\r\n", "text=%3Cb%3E+x");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(answer, HasSubstr("\r\n\r\nPOST /p <b> x two"));
}

TEST_F(Server, TakesNoFormFieldsFromTheQuery) {
  const auto to = [&](const std::string& target) {
    return ask("POST " + target + " HTTP/1.1\r\n" + host() +
               "Connection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n"
               "Content-Length: 6\r\n\r\ntext=b");
  };
  EXPECT_THAT(to("/p"), StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(to("/p?text=a"), StartsWith("HTTP/1.1 400"));
  EXPECT_THAT(to("/p?csrf=a"), StartsWith("HTTP/1.1 400"));
}

TEST_F(Server, AnswersOnlyForItsOwnHostNames) {
  EXPECT_THAT(ask("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"),
              StartsWith("HTTP/1.1 421"));
  EXPECT_THAT(ask("GET / HTTP/1.1\r\n" + host() + "Connection: close\r\n\r\n"), StartsWith("HTTP/1.1 200"));
}

TEST_F(Server, RefusesBodiesThatAreTooLargeOrOfUnknownSize) {
  EXPECT_THAT(post("Content-Length: 101\r\n", std::string(101, 'x')), StartsWith("HTTP/1.1 413"));
  EXPECT_THAT(post("Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n0\r\n\r\n"),
              Not(HasSubstr("HTTP/1.1 200")));
  EXPECT_THAT(post("Content-Encoding: gzip\r\nContent-Length: 3\r\n", "abc"), Not(HasSubstr("HTTP/1.1 200")));
}

TEST_F(Server, KnowsNoOtherMethods) {
  for (const auto* method : {"PUT", "DELETE", "PATCH", "OPTIONS"}) {
    EXPECT_THAT(ask(std::string(method) + " /p HTTP/1.1\r\n" + host() +
                    "Connection: close\r\nContent-Length: 0\r\n\r\n"),
                StartsWith("HTTP/1.1 405"))
        << method;
  }
}

TEST_F(Server, TellsNothingAboutTheInsideWhenItFails) {
  const std::string answer = ask("GET /fail HTTP/1.1\r\n" + host() + "Connection: close\r\n\r\n");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 500"));
  EXPECT_THAT(answer, Not(HasSubstr("secret")));
}

TEST_F(Server, APortThatIsTakenIsRefusedAndNotShared) {
  try {
    HttpServer second({.port = server_.port()}, [](const ServerRequest&) { return ServerResponse{}; });
    FAIL() << "two servers share a port";
  } catch (const Error& e) {
    EXPECT_EQ(e.code(), ErrorCode::io);
    EXPECT_THAT(e.message(),
                HasSubstr("cannot listen on `127.0.0.1:" + std::to_string(server_.port()) + "`"));
  }
}

}  // namespace
}  // namespace reeve
