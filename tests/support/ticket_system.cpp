#include "tests/support/ticket_system.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <thread>

#include "engine/core/digest.h"

namespace reeve::test {
namespace {

constexpr UtcMillis kMostSkew = 5LL * 60 * 1000;

}  // namespace

TicketSystem::TicketSystem(std::string secret, std::vector<Fault> faults, const Clock& clock)
    : secret_(std::move(secret)),
      faults_(std::move(faults)),
      clock_(clock),
      server_([this](const RawServer::Peer& peer) { serve(peer); }) {}

TicketSystem::Seen TicketSystem::seen() {
  const std::scoped_lock lock(mutex_);
  return seen_;
}

void TicketSystem::serve(const RawServer::Peer& peer) {
  const std::string request = peer.read_request();
  {
    const std::scoped_lock lock(mutex_);
    ++seen_.requests;
    if (!trusts(request)) {
      ++seen_.not_trusted;
      return peer.write(http_answer("401 X"));
    }
  }
  const Fault fault = next_fault();
  if (fault == Fault::before) return peer.write(http_answer("500 X"));
  const std::string ref = open(request);
  if (fault == Fault::after_taking_it) return peer.write(http_answer("503 X"));
  if (fault == Fault::silent) std::this_thread::sleep_for(std::chrono::milliseconds(1300));
  if (fault == Fault::none) peer.write(http_answer("200 OK", ref));
}

bool TicketSystem::trusts(const std::string& request) const {
  const std::string timestamp = header_of(request, "X-Reeve-Timestamp");
  const UtcMillis then = 1000 * std::strtoll(timestamp.c_str(), nullptr, 10);
  return std::abs(clock_.now() - then) <= kMostSkew &&
         header_of(request, "X-Reeve-Signature") ==
             "sha256=" + to_hex(hmac_sha256(secret_, timestamp + "." + body_of(request)));
}

TicketSystem::Fault TicketSystem::next_fault() {
  const std::scoped_lock lock(mutex_);
  const std::size_t place = trusted_++;
  return place < faults_.size() ? faults_[place] : Fault::none;
}

std::string TicketSystem::open(const std::string& request) {
  const std::string key = header_of(request, "Idempotency-Key");
  const std::scoped_lock lock(mutex_);
  auto it = std::ranges::find(seen_.keys, key);
  if (it == seen_.keys.end()) {
    seen_.tickets.push_back(parse_json(body_of(request), "the ticket"));
    it = seen_.keys.insert(seen_.keys.end(), key);
  }
  return R"({"id":)" + std::to_string(it - seen_.keys.begin() + 1) + "}";
}

}  // namespace reeve::test
