// A SCIM service in memory, on a free port of 127.0.0.1, that does what a test wants at any request.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/json.h"
#include "tests/support/raw_server.h"

namespace reeve::test {

struct ScimRequest {
  std::string target;         // "/scim/Users?startIndex=1&count=2"
  std::string authorization;  // as it came
  std::string body;
  int number = 0;  // of this request, from 1
};

class ScimServer {
 public:
  // A whole answer (http_answer) in the place of the right one, or nothing.
  using Hook = std::function<std::optional<std::string>(const ScimRequest&)>;

  ScimServer();

  std::string url() const;
  // Not while requests are on their way, but from within the hook.
  std::vector<Json>& users() { return users_; }
  std::vector<Json>& groups() { return groups_; }
  void set_hook(Hook hook);
  void use_cursors() { cursors_ = true; }
  std::vector<std::string> targets() const;  // of all requests so far

 private:
  void serve(RawServer::Peer& peer);
  std::string answer(const std::string& target);

  mutable std::mutex mutex_;
  std::vector<Json> users_, groups_;
  std::vector<std::string> targets_;
  Hook hook_;
  bool cursors_ = false;
  std::unique_ptr<RawServer> server_;
};

// Small ones, as a service sends them.
Json scim_user(const std::string& id, const std::string& login);
Json scim_group(const std::string& id, const std::vector<std::string>& members);

}  // namespace reeve::test
