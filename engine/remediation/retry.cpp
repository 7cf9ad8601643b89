#include "engine/remediation/retry.h"

#include <array>

namespace reeve {
namespace {

constexpr UtcMillis kMinute = 60LL * 1000;
constexpr std::array<UtcMillis, kMostAttempts - 1> kWaits{
    kMinute, 5 * kMinute, 15 * kMinute, 60 * kMinute, 240 * kMinute, 720 * kMinute, 1440 * kMinute};

}  // namespace

Ticket after_failure(Ticket ticket, const std::string& error, UtcMillis now) {
  ++ticket.attempts;
  ticket.last_error = error;
  if (ticket.attempts >= kMostAttempts) {
    ticket.state = TicketState::dead;
    ticket.next_attempt = 0;
  } else {
    ticket.next_attempt = now + kWaits[static_cast<std::size_t>(ticket.attempts - 1)];
  }
  return ticket;
}

}  // namespace reeve
