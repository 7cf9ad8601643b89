// The people whom runs tell of, for correlation.
#pragma once

#include <vector>

#include "engine/store/store.h"
#include "engine/sync/correlation.h"

namespace reeve {

// `complete`: no source that may know people is missing from `runs`. People come in the order of the runs.
KnownPeople known_people(Store& store, const std::vector<SyncRun>& runs, bool complete);

}  // namespace reeve
