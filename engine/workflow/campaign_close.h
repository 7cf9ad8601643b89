// The end of a campaign: what silence means at the deadline, closing, and reopening.
#pragma once

#include <string>
#include <vector>

#include "engine/campaign/silence.h"
#include "engine/store/store.h"
#include "engine/workflow/campaign_routes.h"
#include "engine/workflow/context.h"

namespace reeve {

struct CloseResult {
  bool closed = false;       // false: some cases have more time, until campaign.deadline
  Campaign campaign;         // as it is now
  std::size_t extended = 0;  // cases whose reviewer has more time
  std::vector<RouteAnswer> escalated;
  std::vector<std::int32_t> revoked;  // by silence: cases
  std::vector<SilentCase> kept;       // not answered, and stay
  std::vector<Removal> removals;
  std::vector<Ticket> tickets;
};

// Before the deadline: closes, and what was not decided is left undecided; silence means nothing yet. After
// it: carries out what the definition says about silence, as the system. Where cases are escalated or
// extended, the campaign stays open for them until a later deadline, once; else it is closed. Removals of
// silence are stored with their tickets like those of a sign-off. Error{conflict} where the campaign is
// closed already, or somebody decided in between: run it again.
CloseResult close_campaign(Context& context, Store& store, const std::string& campaign_id);

// Takes decisions again until `deadline`; what is signed off stays final. Error{conflict} where it is open,
// Error{usage} without a reason or where the deadline has passed.
Campaign reopen_campaign(Context& context, Store& store, const std::string& campaign_id, UtcMillis deadline,
                         const std::string& reason);

}  // namespace reeve
