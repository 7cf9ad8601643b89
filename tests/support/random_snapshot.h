// Small snapshots out of a seed, with everything in them that effective access has to get right: cycles,
// diamonds, chains, gates, views, expired edges, PUBLIC, bindings between two sources.
#pragma once

#include <cstdint>
#include <random>

#include "engine/model/snapshot.h"

namespace reeve::test {

// The same seed gives the same snapshot. Seeds run through different shapes.
Snapshot random_snapshot(std::uint64_t seed);

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  std::size_t below(std::size_t n) { return n == 0 ? 0 : engine_() % n; }
  bool percent(std::size_t p) { return below(100) < p; }

 private:
  std::mt19937_64 engine_;
};

}  // namespace reeve::test
