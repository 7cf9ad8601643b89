// Use case: what each rule reads and costs, and what is wrong with rules and data.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/policy/rule_catalogue.h"
#include "engine/workflow/context.h"

namespace reeve {

struct CheckedRule {
  Rule rule;
  bool is_own = false;                  // the company's, not a shipped one
  std::vector<std::string> attributes;  // that it reads
  // On the latest snapshot; nullopt where there is none yet.
  std::optional<std::size_t> subjects, situations;
  std::string problem;  // file, row and column of it, and the nearest name; empty where there is none
};

struct PolicyCheck : Outcome {
  std::vector<CheckedRule> rules;  // by id
  // What is wrong with the data files, or with what keeps the rules from being compiled at all.
  std::vector<std::string> problems;
  std::vector<std::string> disabled;
};

// Asks OPA about the data files and nothing about situations. Problems are part of the outcome
// (`not_evaluable`); thrown is Error{policy_engine} alone.
PolicyCheck check_policies(const Context& context);

// The rules by id, whether switched off or not. No policy engine is needed.
std::vector<CheckedRule> list_policies(const Context& context);

}  // namespace reeve
