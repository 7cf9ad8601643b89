// What ticket systems say about the tickets that were sent: claimed done, rejected, or nothing yet.
#pragma once

#include <string>
#include <vector>

#include "engine/store/store.h"
#include "engine/workflow/context.h"

namespace reeve {

struct PulledTicket {
  Ticket ticket;
  Removal removal;  // as it is now
  RemovalState before = RemovalState::ticketed;
  TicketStatus status;
  UtcMillis due = 0;
  bool overdue = false;
};

struct PullResult {
  std::vector<PulledTicket> tickets;  // those that somebody can be asked about, by id
  std::size_t not_told = 0;           // the system does not answer, or not about this ticket
};

// Asks about every sent ticket whose removal is not proven, where the sink can be asked. Done makes the
// removal claimed done, which proves nothing; rejected makes it rejected, with the system's reason, and it
// goes back to whoever decided. A removal whose edge a read has shown after the ticket was closed stays still
// present. Throws Error{config} where a sink of reeve.toml cannot be made.
PullResult pull_tickets(Context& context, Store& store);

}  // namespace reeve
