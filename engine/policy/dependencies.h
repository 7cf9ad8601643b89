// What a rule depends on, read from the compiled modules (architecture section 5).
#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/policy/attribute_catalogue.h"
#include "engine/policy/compiled_tree.h"
#include "engine/policy/evaluator.h"
#include "engine/policy/rule_catalogue.h"

namespace reeve {

// Everything that a rule's verdict may depend on: never too little, possibly too much.
struct Dependencies {
  std::set<std::string> attributes;  // of the catalogue
  std::set<std::string> modules;     // files whose rules are reached, its own included
  std::set<RulePath> base_data;      // places in the base document, `data` first
  // Why the rule cannot be evaluated, with file, row and column where they are known; empty where it can. It
  // names something that is no attribute, or uses a builtin whose result does not follow from its arguments.
  std::string refused;
};

struct PolicyContext {
  const CompiledTree& tree;
  const std::vector<PolicyModule>& modules;  // as they were loaded
  const AttributeCatalogue& catalogue;
  const std::set<std::string>& nondeterministic;
};

Dependencies dependencies_of(const Rule& rule, const PolicyContext& context);

}  // namespace reeve
