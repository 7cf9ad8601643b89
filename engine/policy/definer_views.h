// Views and routines that show people, with their owner's rights, what they could not read themselves. Pure.
#pragma once

#include <vector>

#include "engine/model/access_table.h"

namespace reeve {

// By resource: the categories that it shows with the rights of its owner while somebody at work who reaches
// it does not reach what it shows by a way of her own.
std::vector<CategorySet> definer_leaks(const Snapshot& snapshot, const AccessTable& access);

}  // namespace reeve
