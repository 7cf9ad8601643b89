// Use case: begin a rule from the template, and run the tests that stand beside rules.
#pragma once

#include <string>
#include <vector>

#include "engine/model/attribute_columns.h"
#include "engine/workflow/context.h"

namespace reeve {

struct NewRule {
  std::string id;  // "group/name"
  Grain grain = Grain::access;
  std::string folder;  // where rules stand; empty: `policies.rules` of reeve.toml
};

// Writes <folder>/<group>/<name>/: the rule with its METADATA, its tests, and its French words. They pass
// every check as they are. Returns the files. Throws Error{usage} where the id is no group/name in small
// letters, digits and _, where no folder is known, or where the rule is there already.
std::vector<std::string> new_rule(const Context& context, const NewRule& rule);

struct PolicyTests {
  bool passed = false;
  std::string said;  // what the engine printed
};

// Runs the tests in `folder` (empty: `policies.rules`) with the shipped helpers and the present data.
PolicyTests test_policies(const Context& context, const std::string& folder);

}  // namespace reeve
