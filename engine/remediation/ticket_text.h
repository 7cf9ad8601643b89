// What a ticket says: enough to do the work and to undo it, and no more about people than the change needs.
// The reason of the decision and the findings stay in reeve.
#pragma once

#include <string>

#include "engine/remediation/ticket_sink.h"

namespace reeve {

struct TicketOccasion {
  std::string company;
  std::string campaign_name;  // empty: no campaign
  UtcMillis due = 0;          // 0 = no deadline
  std::string link;           // back to reeve; empty = none
  Confidentiality confidentiality = Confidentiality::internal;
};

// Neither the reason of the decision nor a finding stands in it, and of people no more than the change needs;
// who decided and who else loses what is told to confidential sinks only.
TicketText ticket_text(const Removal& removal, const Ticket& ticket, const TicketOccasion& occasion);

// Stable for the edge, its campaign and the sink, so that the same removal never opens two tickets there.
// `round` counts up where an edge needs a new ticket after the old one did not help.
std::string idempotency_key(const Removal& removal, const std::string& sink, int round = 1);

}  // namespace reeve
