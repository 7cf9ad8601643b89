#include "engine/workflow/rule_book.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/policy/verdict_cache.h"

namespace reeve {
namespace {

// Errors of the company's own files name those, not the place under which they are loaded.
template <class Work>
auto with_places(const PolicySet& policies, Work work) {
  try {
    return work();
  } catch (const Error& error) {
    if (error.code() != ErrorCode::policy) throw;
    throw Error(ErrorCode::policy, policies.with_place(error.message()));
  }
}

std::vector<Rule> rules_of(const PolicySet& policies, const std::vector<std::string>& disabled) {
  std::vector<Rule> rules = enabled_rules(discover_rules(policies.modules), disabled);
  std::ranges::stable_partition(rules, [](const Rule& rule) { return rule.metadata.grain != Grain::waiver; });
  return rules;
}

}  // namespace

RuleBook::RuleBook(PolicySet policies, const std::vector<std::string>& disabled, Evaluator& evaluator)
    : policies_(std::move(policies)),
      bands_(Bands::of(policies_.data)),
      settings_(PolicySettings::of(policies_.data)) {
  with_places(policies_, [&] {
    rules_ = rules_of(policies_, disabled);
    load(evaluator);
    compiled_ = evaluator.compiled();
    tree_ = read_compiled(compiled_);
    return 0;
  });
  nondeterministic_ = evaluator.nondeterministic_builtins();
  engine_key_ = evaluator.cache_key();
}

void RuleBook::load(Evaluator& evaluator) const { evaluator.load(policies_.modules, policies_.data); }

Dependencies RuleBook::dependencies(const Rule& rule) const {
  Dependencies found =
      dependencies_of(rule, {tree_, policies_.modules, attribute_catalogue(), nondeterministic_});
  found.refused = policies_.with_place(found.refused);
  return found;
}

Digest RuleBook::digest(const Rule& rule, const Dependencies& dependencies) const {
  return rule_digest(rule, dependencies, engine_key_, policies_.modules, policies_.data);
}

}  // namespace reeve
