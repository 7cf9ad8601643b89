// One source read by its connector into a snapshot.
#pragma once

#include "engine/model/snapshot.h"
#include "engine/sync/connector.h"

namespace reeve::test {

// Nothing is derived: accounts belong to nobody and resources are undecided. Throws std::runtime_error where
// a section is not complete or a row was rejected.
Snapshot read_snapshot(const SourceConfig& source);

}  // namespace reeve::test
