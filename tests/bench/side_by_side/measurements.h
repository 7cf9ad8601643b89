// Everything that can be measured, by name. Each is run in a process of its own, so that its peak memory is
// its own.
#pragma once

#include "tests/bench/side_by_side/measure.h"

namespace reeve::bench {

// One shape of memberships: S, M, L or a hard one.
void measure_closure(const Options& options);

// Evaluation of a snapshot that nobody evaluated before, and how many situations each rule makes of it.
void measure_cold(const Options& options);

// Verdicts by situations against OPA on full rows, access by access.
void measure_compare(const Options& options);
// Verdicts in memory, one thread, against a kernel written by hand for the same rules.
void measure_warm(const Options& options);
// Twice the people, from 25,000 to 200,000.
void measure_growth(const Options& options);

// Loading and writing a snapshot against SQLite alone.
void measure_store(const Options& options);
// What a person waits for `reeve who-can`, `access` and `explain`.
void measure_queries(const Options& options);

}  // namespace reeve::bench
