// The legal transitions of a removal and of a ticket, one table each.
#pragma once

#include "engine/model/remediation.h"

namespace reeve {

// planned -> ticketed -> claimed done or rejected; what reeve removes itself is claimed done at once, and
// what it puts back is rejected. What a run shows comes on top: from any state the edge may turn out verified
// removed; present, it is still present, or came back where it was verified removed before. Nothing goes back
// to planned or ticketed, and a ticket's word alone never makes verified removed.
bool may_become(RemovalState from, RemovalState to);

// pending -> pending (tried again later), sent, dead. Both others are final.
bool may_become(TicketState from, TicketState to);

// Not proven gone: everything but verified removed.
bool is_open(RemovalState state);

}  // namespace reeve
