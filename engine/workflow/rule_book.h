// The rules of a set of policies, compiled: what each depends on, and what its verdicts are known by.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/policy/bands.h"
#include "engine/policy/dependencies.h"
#include "engine/policy/policy_settings.h"
#include "engine/workflow/policy_set.h"

namespace reeve {

class RuleBook {
 public:
  // Loads the policies into the evaluator, in the place of what was there. Throws Error{policy} where they do
  // not compile or a rule's METADATA is wrong, with the file, row and column of it.
  RuleBook(PolicySet policies, const std::vector<std::string>& disabled, Evaluator& evaluator);
  RuleBook(const RuleBook&) = delete;
  RuleBook& operator=(const RuleBook&) = delete;

  // Those that are not switched off. Rules of grain waiver come last: they see the findings of the others.
  const std::vector<Rule>& rules() const { return rules_; }
  const PolicySet& policies() const { return policies_; }
  const Bands& bands() const { return bands_; }
  const PolicySettings& settings() const { return settings_; }

  Dependencies dependencies(const Rule& rule) const;
  Digest digest(const Rule& rule, const Dependencies& dependencies) const;

  // Puts the policies into the evaluator again, after others were there.
  void load(Evaluator& evaluator) const;

 private:
  PolicySet policies_;
  Bands bands_;
  PolicySettings settings_;
  std::vector<std::pair<std::string, Json>> compiled_;
  CompiledTree tree_;
  std::set<std::string> nondeterministic_;
  std::string engine_key_;
  std::vector<Rule> rules_;
};

}  // namespace reeve
