// How many people stand behind each principal.
#pragma once

#include <vector>

#include "engine/access/graph.h"

namespace reeve {

// By principal: the people at work (not `left`) with an account that inherits from it or may act as it, over
// any number of memberships in force. Each person counts once, however many accounts she has.
std::vector<std::uint32_t> people_behind(const AccessGraph& graph);

}  // namespace reeve
