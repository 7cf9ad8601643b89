// Everything that can be measured, by name. Each is run in a process of its own, so that its peak memory is
// its own.
#pragma once

#include "tests/bench/side_by_side/measure.h"

namespace reeve::bench {

// One shape of memberships: S, M, L or a hard one.
void measure_closure(const Options& options);

}  // namespace reeve::bench
