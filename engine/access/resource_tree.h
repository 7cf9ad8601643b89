// The tree of resources, numbered so that "everything below" is one range.
#pragma once

#include "engine/access/csr.h"
#include "engine/model/access_table.h"

namespace reeve {

struct ResourceTree {
  std::vector<std::uint32_t> parent;  // Index::kNone for roots
  std::vector<std::uint32_t> enter;   // place in pre-order; parents come before their children
  std::vector<std::uint32_t> leave;   // one past the last place of the subtree
  std::vector<std::uint32_t> order;   // resource by place
  // Of the resource and everything below it. An inner resource is decided when the leaves below it are.
  std::vector<CategorySet> categories_below;
  std::vector<bool> undecided_below;

  bool covers(std::uint32_t ancestor, std::uint32_t resource) const {
    return enter[ancestor] <= enter[resource] && enter[resource] < leave[ancestor];
  }
  bool is_leaf(std::uint32_t resource) const { return leave[resource] - enter[resource] == 1; }

  // Calls visit(resource) for the resource itself, then upward.
  template <class Visit>
  void each_ancestor_or_self(std::uint32_t resource, const Visit& visit) const {
    for (std::uint32_t r = resource; r != ResourceIx::kNone; r = parent[r]) visit(r);
  }
};

CategorySet own_categories(const Resource& resource);

// Throws Error{source} where a resource is its own ancestor: nothing about such a tree could be trusted.
ResourceTree build_resource_tree(const Snapshot& snapshot);

}  // namespace reeve
