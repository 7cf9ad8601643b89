// A ticket system that tests send signed requests to (docs/formats/webhook.md): it opens one ticket per
// idempotency key, and refuses what it cannot trust.
#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "engine/core/clock.h"
#include "engine/core/json.h"
#include "tests/support/raw_server.h"

namespace reeve::test {

class TicketSystem {
 public:
  // before: 500, and nothing is opened. after_taking_it: the ticket is opened, and the answer is 503. silent:
  // it is opened, and the answer comes too late. broken: it is opened, and the connection ends.
  enum class Fault { none, before, after_taking_it, silent, broken };

  struct Seen {
    std::size_t requests = 0;
    std::size_t not_trusted = 0;    // answered 401: the signature is wrong, or its time is not now
    std::vector<std::string> keys;  // one for each ticket; the first is called "1"
    std::vector<Json> tickets;      // the request that opened it
  };

  // `faults`: what goes wrong with the first requests that can be trusted, in their order.
  TicketSystem(std::string secret, std::vector<Fault> faults, const Clock& clock);

  std::string url() const { return "http://127.0.0.1:" + std::to_string(server_.port()) + "/"; }
  Seen seen();

 private:
  void serve(const RawServer::Peer& peer);
  bool trusts(const std::string& request) const;
  Fault next_fault();
  std::string open(const std::string& request);

  const std::string secret_;
  const std::vector<Fault> faults_;
  const Clock& clock_;
  std::mutex mutex_;
  std::size_t trusted_ = 0;
  Seen seen_;
  RawServer server_;  // last: it serves as soon as it exists
};

}  // namespace reeve::test
