// The legal transitions of a campaign and of a work item, one table each. Stores make every transition a
// conditional update; nothing else changes these states.
#pragma once

#include "engine/model/campaign.h"

namespace reeve {

// open -> closed, closed -> open (reopened, which is an event of its own).
bool may_become(CampaignState from, CampaignState to);

// What is open is decided, asked about, given to another reviewer (open again) or, where nobody answered,
// signed off by the system. What is decided is changed, undone, given away or signed off. A case that
// changed in meaning opens again whatever it was; one whose access vanished is gone, and comes back open.
bool may_become(WorkItemState from, WorkItemState to);

// Whether its reviewer has something left to decide or to sign.
bool has_work_left(WorkItemState state);

// The item on the desk of the reviewer of its next stage, which there must be.
WorkItem at_next_stage(const WorkItem& item);

}  // namespace reeve
