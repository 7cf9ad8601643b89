// One source read by its connector into a snapshot.
#pragma once

#include "engine/model/snapshot.h"
#include "engine/sync/connector.h"

namespace reeve::test {

// Nothing is derived: accounts belong to nobody and resources are undecided. Throws std::runtime_error where
// a section is worse than `worst`: not complete, or with a rejected row.
Snapshot read_snapshot(const SourceConfig& source, SectionState worst = SectionState::complete);

}  // namespace reeve::test
