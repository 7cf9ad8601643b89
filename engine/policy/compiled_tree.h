// What the compiled modules of the policy engine define: the rules, by their full path.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/core/json.h"

namespace reeve {

// {"data", "reeve", "rules", "leaver", "leaver", "violation"}
using RulePath = std::vector<std::string>;

// One rule (with all its `else`) of a compiled module. Views into the trees it was read from.
struct CompiledRule {
  RulePath path;           // package and the constant part of the head, `data` first
  std::size_t module = 0;  // place in the list of modules
  const Json* node = nullptr;
};

struct CompiledModule {
  std::string file;
  RulePath package;  // `data` first
};

struct CompiledTree {
  std::vector<CompiledModule> modules;
  std::vector<CompiledRule> rules;

  bool defines(const RulePath& path) const;
};

// `compiled` is what Evaluator::compiled answers and has to outlive the result. Throws Error{policy} naming
// the file whose tree is missing or is not understood: nothing can be said about such a module.
CompiledTree read_compiled(const std::vector<std::pair<std::string, Json>>& compiled);

// The leading elements of a reference in the tree that are constant: its head variable, then texts. Numbers
// and other constants end it. Empty where the node is no reference.
RulePath constant_prefix(const Json& ref_terms);

std::string printable_path(const RulePath& path);  // joined by dots

}  // namespace reeve
