// When a ticket is tried again.
#pragma once

#include "engine/model/remediation.h"

namespace reeve {

// Tries a ticket this often before it is dead; the last wait is the longest.
inline constexpr int kMostAttempts = 8;

// How long the outbox waits for a sink's answer before somebody else may try.
inline constexpr UtcMillis kTicketLease = 2LL * 60 * 1000;

// The ticket after `attempts + 1` failed tries: pending with the time of the next (1, 5, 15 minutes, 1, 4,
// 12, 24 hours), or dead after the last. `error` is kept for people.
Ticket after_failure(Ticket ticket, const std::string& error, UtcMillis now);

}  // namespace reeve
