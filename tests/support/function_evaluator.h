// The in-memory twin of PORT Evaluator: functions instead of Rego, by package.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "engine/policy/evaluator.h"

namespace reeve::test {

class FunctionEvaluator final : public Evaluator {
 public:
  using Rule = std::function<Verdict(const Json& input)>;
  using Rules = std::map<std::string, Rule>;  // by package: "data.reeve.classification"

  // What it was told, for whoever outlives it.
  struct Log {
    std::vector<PolicyModule> modules;
    Json data;
    std::vector<Json> inputs;
  };

  explicit FunctionEvaluator(Rules rules, Log* log = nullptr) : rules_(std::move(rules)), log_(log) {}

  std::string version() override { return "functions"; }
  std::string cache_key() override { return "functions"; }
  std::set<std::string> nondeterministic_builtins() override { return {}; }
  void load(const std::vector<PolicyModule>& modules, const Json& data) override {
    if (log_ != nullptr) *log_ = {.modules = modules, .data = data, .inputs = {}};
  }
  std::vector<std::pair<std::string, Json>> compiled() override { return {}; }
  std::vector<Verdict> evaluate(const std::string& package, const std::vector<Json>& inputs) override {
    if (log_ != nullptr) log_->inputs.insert(log_->inputs.end(), inputs.begin(), inputs.end());
    std::vector<Verdict> verdicts;
    for (const Json& input : inputs) verdicts.push_back(rules_.at(package)(input));
    return verdicts;
  }

 private:
  Rules rules_;
  Log* log_;
};

}  // namespace reeve::test
