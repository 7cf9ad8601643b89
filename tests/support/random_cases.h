// Runs a check over many random snapshots and says which seed fails.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "tests/support/random_snapshot.h"

namespace reeve::test {

inline std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

// check(snapshot) for `cases` seeds, up to the first failure. $REEVE_RANDOM_CASES for longer runs,
// $REEVE_RANDOM_SEED to start elsewhere.
template <class Check>
void each_random_snapshot(std::uint64_t cases, const Check& check) {
  const std::uint64_t first = number_from("REEVE_RANDOM_SEED", 1);
  for (std::uint64_t seed = first; seed < first + number_from("REEVE_RANDOM_CASES", cases); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Snapshot snapshot = random_snapshot(seed);
    check(snapshot);
    if (::testing::Test::HasFailure()) return;
  }
}

}  // namespace reeve::test
