// A real Request Tracker 5 for tests: its own database in a scratch folder, on a free port of loopback.
#pragma once

#include <string>

#include "engine/core/json.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/server_process.h"

namespace reeve::test {

class RequestTracker {
 public:
  static constexpr const char* kUser = "root";
  static constexpr const char* kPassword = "secret-root";

  // Makes the database and starts the server; about ten seconds. Throws std::runtime_error with its log.
  RequestTracker();
  // Why none can be started on this machine; empty where it can.
  static std::string why_unavailable();

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  // As a person who works in it. Throws where it answers anything but success.
  Json get(const std::string& path) const;
  void comment(const std::string& ticket, const std::string& text) const;
  void set_status(const std::string& ticket, const std::string& status) const;
  // The ids of all tickets whose subject holds the text.
  std::vector<std::string> tickets_with(const std::string& text) const;

 private:
  std::string ask(const std::string& method, const std::string& path, const std::string& content_type,
                  const std::string& body) const;

  ScratchDir folder_;
  int port_ = 0;
  ServerProcess process_;
};

}  // namespace reeve::test
