// Collects the references of compiled rules.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/policy/compiled_tree.h"

namespace reeve {

// A place of the input that is read: the constant elements after `input`. Empty = the whole input.
struct InputReference {
  RulePath path;
  std::string file;
  auto operator<=>(const InputReference&) const = default;
};

struct References {
  std::set<InputReference> input;
  std::set<RulePath> data;                                  // constant prefixes, `data` first
  std::set<std::pair<std::string, std::string>> functions;  // dotted names with another head, and their file
  std::set<std::size_t> rules;                              // reached, as places in CompiledTree::rules
};

// From the rules at `entries` on, everything that is reached. Any node of the tree is descended into, whether
// its kind is known or not.
References walk_references(const CompiledTree& tree, const std::vector<RulePath>& entries);

// One path begins the other.
bool are_compatible(const RulePath& a, const RulePath& b);

}  // namespace reeve
