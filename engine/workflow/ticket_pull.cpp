#include "engine/workflow/ticket_pull.h"

#include <map>

#include "engine/remediation/states.h"
#include "engine/workflow/removal_deadlines.h"
#include "engine/workflow/ticket_sinks.h"

namespace reeve {
namespace {

bool may_be_asked_about(const Removal& removal) {
  return is_open(removal.state) && removal.state != RemovalState::rejected;
}

// What the ticket makes of the removal; its own state where it changes nothing.
RemovalState next_state(const Removal& removal, const TicketStatus& status) {
  using Kind = TicketStatus::Kind;
  if (status.kind == Kind::rejected && may_become(removal.state, RemovalState::rejected))
    return RemovalState::rejected;
  if (status.kind == Kind::done && removal.state == RemovalState::ticketed) return RemovalState::claimed_done;
  return removal.state;
}

}  // namespace

PullResult pull_tickets(Context& context, Store& store) {
  const TicketSinks sinks = make_sinks(context);
  RemovalDeadlines deadlines(store, context.config.removal);
  std::map<std::string, Removal> removals;
  for (Removal& removal : store.removals()) removals.emplace(removal.id, removal);
  PullResult result;
  for (const Ticket& ticket : store.tickets()) {
    const auto sink = sinks.find(ticket.sink);
    Removal& removal = removals.at(ticket.removal_id);
    if (ticket.state != TicketState::sent || sink == sinks.end() || !may_be_asked_about(removal)) continue;
    context.progress->update("asking about tickets", static_cast<std::int64_t>(result.tickets.size()), 0);
    const std::optional<TicketStatus> status = sink->second->status(ticket.external_ref);
    if (!status) continue;
    const UtcMillis now = context.clock->now();
    PulledTicket pulled{.ticket = ticket, .removal = removal, .before = removal.state, .status = *status};
    const RemovalState next = next_state(removal, *status);
    if (next != removal.state) {
      pulled.removal.state = next;
      pulled.removal.state_at = now;
      pulled.removal.state_detail =
          "ticket " + ticket.external_ref + " of " + ticket.sink + " says `" + status->detail + "`";
      if (next == RemovalState::rejected)
        pulled.removal.state_detail += "; back to " + removal.decided_by + ", who decided";
      // Somebody else was first: what she recorded counts, and the next pull looks again.
      if (!store.change_removal(pulled.removal, removal.state, {})) pulled.removal = removal;
    }
    removal = pulled.removal;
    pulled.due = deadlines.due(removal);
    pulled.overdue = deadlines.is_overdue(removal, now);
    result.not_told += status->kind == TicketStatus::Kind::unknown ? 1 : 0;
    result.tickets.push_back(std::move(pulled));
  }
  return result;
}

}  // namespace reeve
