#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/policy/evaluator.h"

namespace reeve::test {

// The in-memory twin of the policy engine: a package is a function. Remembers what it was asked.
class FakeEvaluator final : public Evaluator {
 public:
  std::map<std::string, std::function<Verdict(const Json& input)>> packages;
  std::vector<Json> asked;
  bool forgets = false;  // the last verdict of every call

  std::string version() override { return "fake 1"; }
  std::string cache_key() override { return "fake"; }
  std::set<std::string> nondeterministic_builtins() override { return {}; }
  void load(const std::vector<PolicyModule>&, const Json&) override {}
  std::vector<std::pair<std::string, Json>> compiled() override { return {}; }
  std::vector<Verdict> evaluate(const std::string& package, const std::vector<Json>& inputs) override {
    std::vector<Verdict> verdicts;
    for (const Json& input : inputs) {
      asked.push_back(input);
      verdicts.push_back(packages.at(package)(input));
    }
    if (forgets && !verdicts.empty()) verdicts.pop_back();
    return verdicts;
  }
};

}  // namespace reeve::test
