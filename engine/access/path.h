// Why a subject has an access: its paths, and how many of them are independent.
#pragma once

#include "engine/access/target.h"
#include "engine/model/path.h"

namespace reeve {

// At most `max_paths` paths: those that work at once first, then those that work after assuming a role, then
// the latent ones with what they lack; shortest first among equals. Where the subject has only the right to
// pass the privilege on, the paths of that. No paths: it has no such access.
Explanation explain_access(const AccessGraph& graph, const Subject& subject, const AccessTarget& target,
                           std::size_t max_paths);

}  // namespace reeve
