#include "engine/workflow/ticket_drafts.h"

#include "engine/remediation/ticket_text.h"

namespace reeve {

std::vector<Ticket> draft_tickets(const Removal& removal, const std::vector<SinkConfig>& sinks,
                                  UtcMillis now) {
  std::vector<Ticket> tickets;
  if (is_held(removal)) return tickets;
  for (const SinkConfig& sink : sinks) {
    tickets.push_back({.id = uuid_v7(now),
                       .removal_id = removal.id,
                       .sink = sink.name,
                       .idempotency_key = idempotency_key(removal, sink.name),
                       .next_attempt = now});
  }
  return tickets;
}

}  // namespace reeve
