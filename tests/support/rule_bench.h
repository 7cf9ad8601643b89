// The shipped rules and random ones in two OPAs: one behind the engine, one that is asked row by row.
#pragma once

#include <optional>

#include "engine/policy/bands.h"
#include "engine/policy/policy_settings.h"
#include "tests/support/random_snapshot.h"
#include "tests/support/row_by_row.h"

namespace reeve::test {

class RuleBench {
 public:
  struct Known {
    Rule rule;
    Dependencies dependencies;
    std::optional<std::set<std::string>> written;  // what a random rule reads
  };
  using Judgements = std::map<std::string, std::vector<Judgement>>;  // by rule, then row

  RuleBench(std::size_t random_rules_per_grain, Dice& dice);

  // Those of grain waiver come last.
  const std::vector<Known>& rules() const { return rules_; }
  std::vector<std::string> ids() const;
  std::string text_of(const Rule& rule) const;
  const Bands& bands() const { return bands_; }
  const PolicySettings& settings() const { return settings_; }

  // As the engine judges. Verdicts are remembered from one call to the next.
  RuleVerdicts by_situation(const Known& known, const AttributeColumns& columns);
  // All rules of the grain.
  Judgements row_by_row(Grain grain, const std::vector<FullRow>& rows);

 private:
  void add_random_rule(Grain grain, std::size_t number, Dice& dice);
  void analyse();
  std::optional<std::string> cached(const Digest& digest) const;

  std::vector<PolicyModule> modules_;
  Json data_;
  Bands bands_;
  PolicySettings settings_;
  std::unique_ptr<Evaluator> opa_;
  std::unique_ptr<RowByRow> row_by_row_;
  std::map<std::string, std::set<std::string>> written_;
  std::vector<Known> rules_;
  std::map<Digest, std::string> cache_;
};

}  // namespace reeve::test
