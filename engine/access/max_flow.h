// Maximum flow and minimum cut in a small network (Dinic's algorithm).
#pragma once

#include <cstdint>
#include <vector>

#include "engine/access/network.h"

namespace reeve {

using Capacity = std::uint64_t;
// So large that no sum of real weights gets there: the arc cannot be cut.
inline constexpr Capacity kUncuttable = Capacity{1} << 48;

struct Flow {
  Capacity value = 0;
  std::vector<std::uint32_t>
      cut_arcs;  // a minimum cut, the one nearest to the start; none if it cannot be cut
  bool can_be_cut() const { return value < kUncuttable; }
};

Flow max_flow(const Network& network, const std::vector<Capacity>& capacity_of_arc);

}  // namespace reeve
