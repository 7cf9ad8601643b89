// What a ticket says: enough to do the work and to undo it, and no more about people than the change needs.
// The reason of the decision and the findings stay in reeve.
#pragma once

#include <string>

#include "engine/remediation/ticket_sink.h"

namespace reeve {

// `campaign_name` and `company` are for people.
TicketText ticket_text(const Removal& removal, const Ticket& ticket, const std::string& company,
                       const std::string& campaign_name);

// Stable for the edge, its campaign and the sink, so that the same removal never opens two tickets there.
// `round` counts up where an edge needs a new ticket after the old one did not help.
std::string idempotency_key(const Removal& removal, const std::string& sink, int round = 1);

}  // namespace reeve
