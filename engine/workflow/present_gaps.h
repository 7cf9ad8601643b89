// What is missing now from what a command answers from.
#pragma once

#include <string>
#include <vector>

#include "engine/workflow/context.h"

namespace reeve {

// Every reason, for people, why an answer from the snapshot may not be the whole present truth: a source that
// is missing from it, was read in part, had rows that could not be used, is older than reeve.toml allows, is
// quarantined, could not be read since, was never read, or was read again without a new snapshot; groups and
// roles with rights whose members nobody was asked for. Empty only where nothing is left to say.
std::vector<std::string> present_gaps(const Context& context, Store& store, const SnapshotInfo& snapshot);
// The last of these: groups and roles with rights and without members, in sources that read no memberships.
std::vector<std::string> unasked_members(Store& store, const SnapshotInfo& snapshot);

}  // namespace reeve
