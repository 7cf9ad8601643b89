// The one HTTP server set-up of the project: what every server of ours refuses, limits and answers alike.
//
// It listens on exactly the address it is told, refuses a port that is taken (no silent sharing), sends at
// once (TCP_NODELAY), limits bodies and refuses those whose size it cannot know beforehand (chunked,
// compressed), checks the Host header against an allow-list (DNS rebinding), and answers an exception with a
// plain 500 that tells nothing about the inside. Thread rule: the handler is called from several threads at
// once.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace reeve {

struct ServerRequest {
  std::string method;
  std::string path;  // percent-decoded, without the query
  std::map<std::string, std::string>
      query;  // first value of each name; empty for a POST, which is refused with a query
  std::map<std::string, std::string> form;  // of the body
  std::map<std::string, std::string> cookies;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string remote;

  // Empty where there is none.
  const std::string& header(const std::string& lower_case_name) const;
};

struct ServerResponse {
  int status = 200;
  std::string content_type = "text/html; charset=utf-8";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
};

struct ServerSettings {
  std::string address = "127.0.0.1";
  int port = 0;                            // 0 = any free one
  std::vector<std::string> allowed_hosts;  // values of the Host header; empty = address:port, localhost:port
  std::size_t max_body_bytes = 64U << 10U;
};

class HttpServer {
 public:
  using Handler = std::function<ServerResponse(const ServerRequest&)>;

  // Binds at once: throws Error{io} naming address and port where it cannot.
  HttpServer(ServerSettings settings, Handler handler);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  int port() const;
  void run();   // blocks until stop()
  void stop();  // from any thread or, through a self-pipe of the caller, after a signal

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace reeve
