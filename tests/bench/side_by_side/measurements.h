// Everything that can be measured, by name. Each is run in a process of its own, so that its peak memory is
// its own.
#pragma once

#include "tests/bench/side_by_side/measure.h"

namespace reeve::bench {

// One shape of memberships: S, M, L or a hard one.
void measure_closure(const Options& options);

// Evaluation of a snapshot that nobody evaluated before, and how many situations each rule makes of it.
void measure_cold(const Options& options);

// Loading and writing a snapshot against SQLite alone.
void measure_store(const Options& options);
// What a person waits for `reeve who-can`, `access` and `explain`.
void measure_queries(const Options& options);

}  // namespace reeve::bench
