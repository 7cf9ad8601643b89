// One source read by its connector, alone or into a snapshot.
#pragma once

#include "engine/core/time.h"
#include "engine/model/snapshot.h"
#include "engine/store/store.h"
#include "engine/sync/connector.h"

namespace reeve::test {

// Into `store`, with no limit on losses.
SyncRun read_run(Store& store, const SourceConfig& source, Connector& connector, const Clock& clock);

// Nothing is derived: accounts belong to nobody and resources are undecided. Throws std::runtime_error where
// a section is worse than `worst`: not complete, or with a rejected row.
Snapshot read_snapshot(const SourceConfig& source, SectionState worst = SectionState::complete);

}  // namespace reeve::test
