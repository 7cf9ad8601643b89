// What an access is about, and the grants that give it.
#pragma once

#include "engine/access/graph.h"

namespace reeve {

// here: grants on the resource itself, as in one row of the access table; here_and_above: also those on its
// ancestors that cover descendants.
enum class GrantLevel : unsigned char { here, here_and_above };
// The privilege itself, or the right to pass it on.
enum class GrantGives : unsigned char { right, option };

struct AccessTarget {
  ResourceIx resource;
  StringRef privilege;
  GrantLevel level = GrantLevel::here;
};

std::vector<std::uint32_t> grants_of(const AccessGraph& graph, const AccessTarget& target, GrantGives gives);

}  // namespace reeve
