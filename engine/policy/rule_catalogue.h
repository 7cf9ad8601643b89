// The rules, discovered among the policy modules: each is a folder, never listed.
#pragma once

#include <string>
#include <vector>

#include "engine/policy/evaluator.h"
#include "engine/policy/rule_metadata.h"

namespace reeve {

struct Rule {
  std::string id;       // "lifecycle/leaver"
  std::string file;     // "policies/rules/lifecycle/leaver/leaver.rego"
  std::string package;  // "data.reeve.rules.lifecycle.leaver"
  RuleMetadata metadata;
};

// The rules among `modules`, ordered by id: every `policies/rules/<group>/<rule>/<rule>.rego`. Other modules
// (policies/lib and what else stands in a rule's folder) are for rules to use. Throws Error{policy} with file
// and row where a rule's folder lacks its file, its package is not the one of its folder, or its METADATA is
// wrong.
std::vector<Rule> discover_rules(const std::vector<PolicyModule>& modules);

// The rules that are not in `disabled`. Throws Error{config} with the nearest name where `disabled` names a
// rule that does not exist: a misspelt name must not leave one running that was thought to be off.
std::vector<Rule> enabled_rules(std::vector<Rule> rules, const std::vector<std::string>& disabled);

}  // namespace reeve
