// What the analysis says that a rule depends on, held against OPA over every combination of input values: an
// attribute that can change a verdict is named, and whatever is left out of the input, the modules and the
// base data changes none.
#include "engine/policy/dependencies.h"

#include <gtest/gtest.h>

#include <iostream>
#include <map>

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/opa/opa_evaluator.h"
#include "tests/support/paths.h"
#include "tests/support/tricky_rules.h"

namespace reeve::test {
namespace {

std::string text_of(const Verdict& verdict) {
  return verdict.violations.dump() + " " + verdict.not_evaluable.dump() + " " + verdict.error;
}

std::vector<std::string> texts_of(const std::vector<Verdict>& verdicts) {
  std::vector<std::string> texts;
  for (const Verdict& verdict : verdicts) texts.push_back(text_of(verdict));
  return texts;
}

const Json& value_of(const Json& input, const std::string& attribute) {
  const std::vector<std::string> parts = split(attribute, '.');
  return input.at(parts[0]).at(parts[1]);
}

// Only the attributes, nested as before.
Json projected(const Json& input, const std::set<std::string>& attributes) {
  Json out = Json::object();
  for (const std::string& name : attributes) {
    const std::vector<std::string> parts = split(name, '.');
    out[parts[0]][parts[1]] = value_of(input, name);
  }
  return out;
}

// Attributes of which some change alone changes a verdict: of inputs that are the same in all others, all
// verdicts must be one. `pairs` counts those that were compared.
std::set<std::string> decisive(const std::vector<Json>& inputs, const std::vector<std::string>& verdicts,
                               std::size_t& pairs) {
  std::set<std::string> found;
  const std::set<std::string> all{"a.x", "a.y", "b.s", "b.t", "c.z"};
  for (const std::string& attribute : all) {
    std::set<std::string> others = all;
    others.erase(attribute);
    std::map<std::string, std::vector<std::string>> alike;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      alike[projected(inputs[i], others).dump()].push_back(verdicts[i]);
    }
    for (const auto& [rest, of_one] : alike) {
      pairs += of_one.size() * (of_one.size() - 1) / 2;
      if (std::set(of_one.begin(), of_one.end()).size() > 1) found.insert(attribute);
    }
  }
  return found;
}

std::set<std::string> missing(const std::set<std::string>& needed, const std::set<std::string>& named) {
  std::set<std::string> left = needed;
  for (const std::string& name : named) left.erase(name);
  return left;
}

// Every rule is loaded at once, as the shipped ones are.
class DependenciesTest : public ::testing::Test {
 protected:
  DependenciesTest() { opa_->load(modules_, tricky_data()); }

  Dependencies analyse(const TrickyRule& tricky) const {
    const auto compiled = opa_->compiled();
    const CompiledTree tree = read_compiled(compiled);
    return dependencies_of(rule_of(tricky), {tree, modules_, catalogue_, nondeterministic_});
  }

  Dependencies analyse(const std::string& name) const {
    for (const TrickyRule& tricky : tricky_rules()) {
      if (tricky.name == name) return analyse(tricky);
    }
    throw Error(ErrorCode::internal, "no rule `" + name + "`");
  }

  static std::unique_ptr<Evaluator> start() { return start_opa({.binary = opa_binary().string()}); }

  std::unique_ptr<Evaluator> opa_ = start();
  std::vector<PolicyModule> modules_ = tricky_modules();
  AttributeCatalogue catalogue_ = tricky_catalogue();
  std::set<std::string> nondeterministic_ = opa_->nondeterministic_builtins();
  std::vector<Json> inputs_ = tricky_inputs();
};

TEST_F(DependenciesTest, AreWhatEachRuleReads) {
  for (const TrickyRule& tricky : tricky_rules()) {
    const Dependencies found = analyse(tricky);
    EXPECT_EQ(found.attributes, attributes_of(tricky)) << tricky.name;
    EXPECT_EQ(found.refused, "") << tricky.name;
  }
}

TEST_F(DependenciesTest, HoldEveryAttributeThatCanChangeAVerdict) {
  std::size_t pairs = 0, observed = 0, named = 0;
  for (const TrickyRule& tricky : tricky_rules()) {
    const auto verdicts = texts_of(opa_->evaluate(rule_of(tricky).package, inputs_));
    const std::set<std::string> truth = decisive(inputs_, verdicts, pairs);
    const Dependencies found = analyse(tricky);
    EXPECT_EQ(missing(truth, found.attributes), std::set<std::string>{}) << tricky.name;
    observed += truth.size();
    named += found.attributes.size();
    // An analysis that overlooked one of them would be caught.
    for (const std::string& attribute : truth) {
      std::set<std::string> less = found.attributes;
      less.erase(attribute);
      EXPECT_EQ(missing(truth, less), std::set{attribute}) << tricky.name;
    }
  }
  std::cout << tricky_rules().size() << " rules, " << inputs_.size() << " inputs each, " << pairs
            << " pairs that differ in one attribute: " << observed << " attributes change a verdict, "
            << named << " are named\n";
}

TEST_F(DependenciesTest, WhatIsLeftOutOfTheInputNeverChangesAVerdict) {
  for (const TrickyRule& tricky : tricky_rules()) {
    const Dependencies found = analyse(tricky);
    std::vector<Json> part;
    for (const Json& input : inputs_) part.push_back(projected(input, found.attributes));
    const std::string package = rule_of(tricky).package;
    EXPECT_EQ(texts_of(opa_->evaluate(package, inputs_)), texts_of(opa_->evaluate(package, part)))
        << tricky.name;
  }
}

TEST_F(DependenciesTest, ModulesAndBaseDataAreThoseThatAreReached) {
  using Files = std::set<std::string>;
  using Places = std::set<RulePath>;
  EXPECT_EQ(analyse("helper_elsewhere").modules, (Files{"lib/one.rego", "rules/helper_elsewhere.rego"}));
  EXPECT_EQ(analyse("split_package").modules,
            (Files{"lib/split_a.rego", "lib/split_b.rego", "rules/split_package.rego"}));
  EXPECT_EQ(analyse("with_data").base_data,
            (Places{{"data", "base", "limits"}, {"data", "base", "limits", "most"}}));
  EXPECT_EQ(analyse("key_from_input").base_data, (Places{{"data", "base", "table"}}));
  EXPECT_EQ(analyse("plain").base_data, Places{});
}

// The parts of the base data at these places, and nothing else.
Json cut_out(const Json& data, const std::set<RulePath>& places) {
  Json out = Json::object();
  for (const RulePath& path : places) {
    const Json* from = &data;
    Json* to = &out;
    for (std::size_t i = 1; i < path.size() && from != nullptr; ++i) {
      from = from->is_object() && from->contains(path[i]) ? &from->at(path[i]) : nullptr;
      if (from != nullptr) to = &(*to)[path[i]];
    }
    if (from != nullptr) *to = *from;
  }
  return out;
}

TEST_F(DependenciesTest, ModulesAndBaseDataThatAreLeftOutNeverChangeAVerdict) {
  const auto reduced = start();
  for (const TrickyRule& tricky : tricky_rules()) {
    const Dependencies found = analyse(tricky);
    std::vector<PolicyModule> few;
    for (const PolicyModule& module : modules_) {
      if (found.modules.contains(module.path)) few.push_back(module);
    }
    reduced->load(few, cut_out(tricky_data(), found.base_data));
    const std::string package = rule_of(tricky).package;
    EXPECT_EQ(texts_of(opa_->evaluate(package, inputs_)), texts_of(reduced->evaluate(package, inputs_)))
        << tricky.name;
  }
}

}  // namespace
}  // namespace reeve::test
