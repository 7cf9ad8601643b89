// The outbox: asking ticket systems for removals, once each, and what became of it.
#pragma once

#include <string>
#include <vector>

#include "engine/store/store.h"
#include "engine/workflow/context.h"

namespace reeve {

// A removal with its tickets; none where it is held or reeve.toml has no sink.
struct RemovalTickets {
  Removal removal;
  std::string campaign_name;
  std::vector<Ticket> tickets;
};

std::vector<RemovalTickets> list_tickets(Store& store);  // by decision time

struct PushResult {
  std::vector<Ticket> sent;
  // Not sent yet, to be tried at `next_attempt`: those that failed now or before, and those that another push
  // is sending, or was when it was cut off.
  std::vector<Ticket> waiting;
  std::vector<Ticket> dead;  // gave up now
  std::size_t added = 0;     // tickets written anew: a sink is new in reeve.toml, or a dead one is sent again
};

// Whether tickets that were given up are sent anew, with the same idempotency key.
enum class DeadTickets : unsigned char { leave, send_again };

// Sends every ticket that is due, one at a time, and marks its removal as ticketed. A crash at any moment
// loses no ticket; one that was sent and not recorded is sent again with the same idempotency key. Two
// processes may push at once. Throws Error{config} where a sink of reeve.toml cannot be made, before anything
// is sent.
PushResult push_tickets(Context& context, Store& store, DeadTickets dead = DeadTickets::leave);

// Ends a hold. `remove`: the removal gets its tickets; else it is rejected and the access stays. `removal` is
// what find_removal takes (removal_lookup.h). The record says who settled it and why. Error{conflict} where
// it is not held, Error{refused} where `by` is one of the two whose decisions contradict each other, by
// whatever name of hers (find_person in lookup.h, whose errors are these too), Error{usage} without a reason.
enum class Settlement : unsigned char { remove, keep };
Removal settle_removal(Context& context, Store& store, const std::string& removal, Settlement settlement,
                       const std::string& by, const std::string& reason);

}  // namespace reeve
