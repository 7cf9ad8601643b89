// How long removals took to be proven, for the store's removals.
#pragma once

#include <vector>

#include "engine/remediation/proof_times.h"
#include "engine/store/store.h"
#include "engine/workflow/context.h"

namespace reeve {

// A group for each source and risk, from the decision; and "leavers": removals that concern people who have
// left, from their last day, where a person's source tells it. What was rejected or is held is not counted.
std::vector<ProofTimes> removal_times(Context& context, Store& store);

}  // namespace reeve
