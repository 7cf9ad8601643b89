// The resources of runs and what shows what, for classification.
#pragma once

#include <vector>

#include "engine/store/store.h"
#include "engine/sync/classification.h"

namespace reeve {

struct HeldResources {
  std::vector<ResourceNode> resources;  // by run, in the order of `runs`, then ordinal
  std::vector<LineageLink> lineage;
};
HeldResources held_resources(Store& store, const std::vector<SyncRun>& runs);

}  // namespace reeve
