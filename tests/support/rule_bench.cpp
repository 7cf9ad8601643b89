#include "tests/support/rule_bench.h"

#include <algorithm>

#include "engine/opa/opa_evaluator.h"
#include "engine/workflow/policy_files.h"
#include "tests/support/paths.h"
#include "tests/support/random_rules.h"

namespace reeve::test {

RuleBench::RuleBench(std::size_t random_rules_per_grain, Dice& dice)
    : modules_(policy_modules({"policies/lib/", "policies/rules/"})),
      data_(policy_data({})),
      bands_(Bands::of(data_)),
      settings_(PolicySettings::of(data_)),
      opa_(start_opa({.binary = opa_binary().string()})) {
  for (std::size_t i = 0; i < random_rules_per_grain * kGrainCount; ++i) {
    add_random_rule(static_cast<Grain>(i % kGrainCount), i, dice);
  }
  opa_->load(modules_, data_);
  analyse();
  std::vector<RowByRow::Reader> readers;
  for (const Known& known : rules_) {
    readers.push_back({known.rule, known.written.value_or(known.dependencies.attributes)});
  }
  row_by_row_ = std::make_unique<RowByRow>(modules_, data_, std::move(readers));
}

void RuleBench::add_random_rule(Grain grain, std::size_t number, Dice& dice) {
  RandomRule random = random_rule(grain, number, dice);
  modules_.push_back(std::move(random.module));
  written_[random.id] = std::move(random.reads);
}

void RuleBench::analyse() {
  const auto compiled = opa_->compiled();
  const CompiledTree tree = read_compiled(compiled);
  const auto nondeterministic = opa_->nondeterministic_builtins();
  const PolicyContext context{tree, modules_, attribute_catalogue(), nondeterministic};
  for (const Rule& rule : discover_rules(modules_)) {
    const auto written = written_.find(rule.id);
    rules_.push_back({rule, dependencies_of(rule, context),
                      written == written_.end() ? std::nullopt : std::optional(written->second)});
  }
  std::ranges::stable_partition(
      rules_, [](const Known& known) { return known.rule.metadata.grain != Grain::waiver; });
}

std::vector<std::string> RuleBench::ids() const {
  std::vector<std::string> ids;
  for (const Known& known : rules_) ids.push_back(known.rule.id);
  return ids;
}

std::string RuleBench::text_of(const Rule& rule) const {
  return std::ranges::find(modules_, rule.file, &PolicyModule::path)->text;
}

RuleVerdicts RuleBench::by_situation(const Known& known, const AttributeColumns& columns) {
  const Digest digest = rule_digest(known.rule, known.dependencies, opa_->cache_key(), modules_, data_);
  return judge(known.rule, known.dependencies, columns, digest, *opa_,
               {.get = [&](const Digest& d) { return cached(d); },
                .put = [&](const Digest& d, const std::string& blob) { cache_[d] = blob; }});
}

std::optional<std::string> RuleBench::cached(const Digest& digest) const {
  const auto blob = cache_.find(digest);
  return blob == cache_.end() ? std::nullopt : std::optional(blob->second);
}

RuleBench::Judgements RuleBench::row_by_row(Grain grain, const std::vector<FullRow>& rows) {
  Judgements all;
  for (const Known& known : rules_) {
    if (known.rule.metadata.grain == grain) all[known.rule.id];
  }
  for (const FullRow& row : rows) {
    for (auto& [rule, judgement] : row_by_row_->judge(grain, row)) all[rule].push_back(std::move(judgement));
  }
  return all;
}

}  // namespace reeve::test
