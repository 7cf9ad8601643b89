// How many ways there are that share no membership and no grant: at least so many edges have to go before an
// access ends.
#pragma once

#include "engine/access/network.h"

namespace reeve {

// The most that there can be (Menger's theorem). Where the network has double edges it is the number of a set
// that was found, which may not be the largest.
std::size_t count_disjoint_paths(const Network& network);

}  // namespace reeve
