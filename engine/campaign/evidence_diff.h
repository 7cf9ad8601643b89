// What changed in meaning between two freezes of the same case. Figures that move every day (uses, peers,
// losses of others) are not part of it; what a rule makes of them is.
#pragma once

#include <string>
#include <vector>

#include "engine/core/json.h"

namespace reeve {

// For people, in the order in which a reviewer reads: the person, what the right reaches, the way to it, what
// the rules say. Empty where an earlier decision was about the same thing. Both are evidence JSON
// (engine/campaign/evidence.h).
std::vector<std::string> differences_in_meaning(const Json& before, const Json& after);

}  // namespace reeve
