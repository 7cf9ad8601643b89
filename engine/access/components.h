// Strongly connected components of a graph: principals that are members of one another reach the same.
#pragma once

#include "engine/access/csr.h"

namespace reeve {

struct Components {
  std::vector<std::uint32_t> of;  // by node
  Csr members;                    // by component
  std::size_t count() const { return members.rows(); }
};

// Numbered so that an edge never leads to a component of a higher number: going upward visits containers
// before their members.
Components find_components(const Csr& graph);

}  // namespace reeve
