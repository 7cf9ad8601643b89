// The one HTTP client of the project.
//
// What every user of it can rely on: connections are kept alive and send at once (TCP_NODELAY); every wait
// has an end; an answer has a greatest size, counted after decompression; redirects are never followed, and
// proxies of the environment are not used; certificates and host names are verified; a peer that closes while
// we write is an answer and not a signal.
//
// Errors: what can happen to a request is a value in the response. Thread rule: one request at a time per
// object, others wait.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/net/url.h"

namespace reeve {

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

struct HttpSettings {
  std::chrono::milliseconds connect_timeout{5'000};
  // The longest wait for the peer to take or give bytes, and the longest time for a whole answer's body.
  std::chrono::milliseconds timeout{30'000};
  std::size_t max_response_bytes = 64U << 20U;
  std::string ca_file;  // PEM; empty: the system's
  // A numeric address to connect to in place of looking the host up; the certificate is still the host's.
  std::string connect_to;
};

struct HttpRequest {
  std::string method = "GET";
  std::string target = "/";  // path and query, already encoded
  HttpHeaders headers;
  std::string body;
  std::string content_type = "application/json";  // sent where there is a body
};

// connect: nobody answers there; timeout: somebody does, too slowly; broken: the connection ended in the
// middle; tls: the peer's certificate or host name is not what it should be; too_large: more than the limit.
enum class HttpFailure : unsigned char { none, connect, timeout, broken, tls, too_large };

struct HttpResponse {
  HttpFailure failure = HttpFailure::none;
  int status = 0;  // only where there is no failure
  HttpHeaders headers;
  std::string body;

  bool ok() const { return status >= 200 && status < 300; }
  // The first header of that name, whatever its case; empty where there is none.
  std::string header(std::string_view name) const;
};

// For people, "does not answer within 30 seconds".
std::string describe(HttpFailure failure, const HttpSettings& settings);

class HttpClient {
 public:
  // Connects with the first request. The target of `peer` is not used.
  explicit HttpClient(const Url& peer, HttpSettings settings = {});
  ~HttpClient();
  HttpClient(HttpClient&&) noexcept;
  HttpClient& operator=(HttpClient&&) noexcept;

  // Throws Error{internal} on a method, target or header that holds white space or control characters where
  // none may stand: such bytes would change the meaning of the request.
  HttpResponse send(const HttpRequest& request);

  const HttpSettings& settings() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace reeve
