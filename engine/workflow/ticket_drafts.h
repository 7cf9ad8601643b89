// The outbox rows of a removal.
#pragma once

#include <vector>

#include "engine/remediation/ticket_sink.h"

namespace reeve {

// One pending ticket for each sink, due at once; none for a removal that is held.
std::vector<Ticket> draft_tickets(const Removal& removal, const std::vector<SinkConfig>& sinks,
                                  UtcMillis now);

}  // namespace reeve
