// The shipped policies as the binary carries them, in the engine's own OPA.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "engine/core/embedded_files.h"
#include "engine/opa/opa_evaluator.h"
#include "tests/scenarios/policy_pack.h"
#include "tests/support/paths.h"

namespace reeve {
namespace {

std::unique_ptr<Evaluator> engine_with_pack() {
  std::vector<PolicyModule> modules;
  Json data = Json::object();
  const std::string folder = "policies/data/";
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.path.ends_with(".rego")) {
      modules.push_back({std::string{file.path}, std::string{file.bytes}});
    } else if (file.path.starts_with(folder)) {
      const std::string name{file.path.substr(folder.size(), file.path.find('.') - folder.size())};
      data["reeve"][name] = parse_json(file.bytes, file.path);
    }
  }
  OpaSettings settings;
  settings.binary = test::opa_binary();
  std::unique_ptr<Evaluator> engine = start_opa(settings);
  engine->load(modules, data);
  return engine;
}

Verdict verdict(Json violations) { return {.violations = std::move(violations)}; }

bool operator==(const Verdict& a, const Verdict& b) {
  return a.violations == b.violations && a.not_evaluable == b.not_evaluable && a.error == b.error;
}

TEST(PolicyPackInTheEngine, JudgesAndClassifies) {
  const std::unique_ptr<Evaluator> engine = engine_with_pack();

  const Json usable = {{"usability", "usable"}, {"public_only", false}};
  const std::vector<Verdict> people = engine->evaluate(
      "data.reeve.rules.lifecycle.leaver",
      {{{"identity", {{"status", "left"}, {"end_state", "passed"}}}, {"access", usable}},
       {{"identity", {{"status", "active"}, {"end_state", "planned"}}}, {"access", usable}}});
  ASSERT_EQ(people.size(), 2U);
  EXPECT_TRUE(people[0] == verdict(Json::array({{{"code", "left"}, {"params", Json::object()}}})));
  EXPECT_TRUE(people[1] == verdict(Json::array()));

  const auto column = [](const char* name) {
    return Json{{"kind", "column"},
                {"name", name},
                {"parent_name", "people"},
                {"schema", "public"},
                {"labels", Json::array()}};
  };
  const std::vector<Verdict> names =
      engine->evaluate("data.reeve.classification", {column("email"), column("notes")});
  ASSERT_EQ(names.size(), 2U);
  EXPECT_TRUE(names[0] == verdict(Json::array({{{"categories", {"customer_email"}},
                                                {"confidence", 90},
                                                {"why", "the column name says contact data"}}})))
      << names[0].violations << names[0].error;
  EXPECT_TRUE(names[1] == verdict(Json::array())) << names[1].violations << names[1].error;
}

TEST(PolicyPackInTheEngine, AnswersForEveryRule) {
  const std::unique_ptr<Evaluator> engine = engine_with_pack();
  for (const test::ShippedRule& rule : test::shipped_rules()) {
    const std::string package = "data.reeve.rules." + rule.id.substr(0, rule.id.find('/')) + "." +
                                rule.id.substr(rule.id.find('/') + 1);
    EXPECT_NO_THROW(engine->evaluate(package, {Json::object()})) << package;
  }
}

TEST(PolicyPackInTheEngine, FindsNothingWrongBetweenTheDataFiles) {
  const std::vector<Verdict> answers =
      engine_with_pack()->evaluate("data.reeve.lib.data_check", {Json::object()});
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_TRUE(answers[0] == verdict(Json::array())) << answers[0].violations << answers[0].error;
}

}  // namespace
}  // namespace reeve
