// Which resources lack a data owner. Pure.
#pragma once

#include <vector>

#include "engine/model/access_table.h"
#include "engine/policy/resource_totals.h"

namespace reeve {

// named: somebody at work answers for it, or for something above it, or it holds nothing that needs an owner;
// missing: nobody is named here or above; left: who is named has left. A gap is told once, at the highest
// resource under which nothing that needs an owner has one; what lies below is `covered` by that.
enum class OwnerGap : unsigned char { named, missing, left, covered };
REEVE_ENUM_NAMES(OwnerGap, "named", "missing", "left", "covered")

// By resource. What carries a category, or has no classification decision, needs an owner.
std::vector<OwnerGap> owner_gaps(const Snapshot& snapshot, const ResourceTotals& totals);

}  // namespace reeve
