// The legal transitions of a campaign and of a work item, one table each. Stores make every transition a
// conditional update; nothing else changes these states.
#pragma once

#include "engine/model/campaign.h"

namespace reeve {

// open -> closed. A closed campaign stays closed.
bool may_become(CampaignState from, CampaignState to);

// open -> decided, decided -> decided (changed her mind), decided -> open (undone, or given to another
// reviewer), decided -> signed off. Signed off is final.
bool may_become(WorkItemState from, WorkItemState to);

}  // namespace reeve
