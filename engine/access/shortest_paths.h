// The shortest ways through a network of grant paths.
#pragma once

#include "engine/access/network.h"

namespace reeve {

// Ways that visit no node twice, as places in Network::arcs, shortest first by number of edges; of the same
// length in a fixed order. At most `limit`; fewer where there are fewer, or where a tangle of cycles makes
// the search for the next one too long. The first one is always found.
std::vector<std::vector<std::uint32_t>> shortest_paths(const Network& network, std::size_t limit);

}  // namespace reeve
