// The wire of the connector scim: lists of a SCIM 2.0 service, page by page. Nothing else in the connector
// talks to it.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

#include "engine/core/json.h"
#include "engine/net/http_client.h"

namespace reeve {

struct ScimSettings {
  Url base;           // ends without a slash: https://idp.example/scim/v2
  std::string token;  // bearer; empty: `oauth`, or nothing
  // OAuth client credentials; an empty token_url means that there are none.
  std::string token_url, client_id, client_secret, scope;
  int page_size = 100;
  HttpSettings http;
  std::chrono::milliseconds longest_wait{60'000};  // for one Retry-After
};

// Errors: Error{source} in words for people, without secrets; running out of tries is one. Redirects are not
// followed and every page is asked of the same host. Not thread safe.
class ScimClient {
 public:
  explicit ScimClient(ScimSettings settings);
  ~ScimClient();
  ScimClient(const ScimClient&) = delete;
  ScimClient& operator=(const ScimClient&) = delete;

  // How many there are, by one request.
  std::int64_t count(const std::string& endpoint);  // "Users"

  // Every resource of the endpoint, each once. Pages are found by number, or by cursor where the service
  // gives one. What changes between pages can hide rows, so the ids are listed again afterwards; as long as
  // they are others than those read, everything is read anew, three times at most. Nothing is told before
  // that.
  std::vector<Json> list(const std::string& endpoint, const std::stop_token& stop);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace reeve
