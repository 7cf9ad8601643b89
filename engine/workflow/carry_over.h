// Carries decisions of earlier campaigns into one that is about to open.
#pragma once

#include "engine/campaign/carry_forward.h"
#include "engine/store/store.h"

namespace reeve {

// Marks the frozen cases whose earlier decision still counts, and says of each other one that somebody
// decided before what is different (`changed` in its evidence). Reads every closed campaign of the last
// `rules.days` days once. How many were carried.
std::size_t carry_over(Store& store, const CarryRules& rules, UtcMillis now, UtcMillis deadline,
                       FrozenCases& frozen);

}  // namespace reeve
