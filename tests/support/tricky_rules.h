// Rules that are written to hide what they read, over a small catalogue of attributes of which every
// combination can be tried.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/policy/attribute_catalogue.h"
#include "engine/policy/evaluator.h"
#include "engine/policy/rule_catalogue.h"

namespace reeve::test {

struct TrickyRule {
  const char* name;
  const char* body;        // after `package rules.<name>`
  const char* attributes;  // that the analysis has to name, separated by blanks; "*" = all
};

const std::vector<TrickyRule>& tricky_rules();
Rule rule_of(const TrickyRule& tricky);
std::set<std::string> attributes_of(const TrickyRule& tricky);

// The rules and the libraries that they use.
std::vector<PolicyModule> tricky_modules();
const Json& tricky_data();
AttributeCatalogue tricky_catalogue();

// Every combination of the values of the five attributes.
std::vector<Json> tricky_inputs();

}  // namespace reeve::test
