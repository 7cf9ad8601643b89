// A snapshot as the facts and derived rows that it could have come from, to put it into a store.
#pragma once

#include <functional>

#include "engine/store/store.h"

namespace reeve::bench {

// For snapshots of one run with one source. In the order of sections.
void each_fact(const Snapshot& snapshot, const std::function<void(const Fact&)>& visit);
DerivedRun derived_of(const Snapshot& snapshot);

// Writes the run; returns its rows.
std::int64_t write_run(Store& store, const Snapshot& snapshot);
// Publishes the written run as a snapshot.
void publish(Store& store, const Snapshot& snapshot);

}  // namespace reeve::bench
