// Use case: what a change of policies would change, before anybody merges it.
#pragma once

#include <string>
#include <vector>

#include "engine/workflow/context.h"
#include "engine/workflow/rule_runner.h"

namespace reeve {

struct ChangedRule {
  std::string id;
  std::string change;  // "changed", "new" or "gone"
  std::size_t situations = 0;
  std::size_t asked = 0;  // of these, new to the engine
  std::size_t opens = 0, closes = 0;
  // What could not be judged: before and after.
  std::size_t not_evaluable_before = 0, not_evaluable_after = 0;
  std::string refused;  // why it cannot be evaluated after the change; empty where it can
};

struct PolicyDiff : Outcome {
  SnapshotNo snapshot = 0;
  std::size_t unchanged = 0;       // rules that come to the same verdicts by construction; not asked about
  std::vector<ChangedRule> rules;  // by id
  std::vector<Finding> opens, closes;  // by rule, then subject
};

// Compares the present policies with those in `folder` (see policies_in) on the latest snapshot. Asks OPA
// about the rules whose text, helpers, data or attributes differ, and keeps nothing but verdicts. A rule that
// is switched off in reeve.toml is left out of both. Waivers are not applied.
PolicyDiff diff_policies(const Context& context, const std::string& folder);

}  // namespace reeve
