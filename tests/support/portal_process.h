// `reeve serve` as a child, on loopback.
#pragma once

#include "tests/support/program.h"

namespace reeve::test {

class PortalProcess {
 public:
  // In `folder`; returns when it listens. Port 0 takes a free one.
  explicit PortalProcess(const std::filesystem::path& folder, int port = 0)
      : process_(folder, {"serve", "--listen", "127.0.0.1:" + std::to_string(port)}),
        origin_(process_.await_message("portal listens on ")) {}

  const std::string& origin() const { return origin_; }  // "http://127.0.0.1:41234"
  int port() const { return std::stoi(origin_.substr(origin_.rfind(':') + 1)); }

  // As kill -9, and waits for the end. What it had said.
  ProgramResult kill() {
    process_.kill();
    return process_.wait();
  }

 private:
  ReeveProcess process_;
  std::string origin_;
};

}  // namespace reeve::test
