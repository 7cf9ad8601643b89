#include "engine/policy/rule_evaluation.h"

#include <map>

#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "tests/support/fake_evaluator.h"

namespace reeve {
namespace {

using test::FakeEvaluator;

AttributeColumn column(std::string name, std::vector<std::uint32_t> codes, std::vector<Json> values) {
  AttributeColumn column{std::move(name), std::move(codes), std::move(values), {}};
  for (std::uint32_t i = 0; i < column.values.size(); ++i) column.fallback.push_back(i);
  return column;
}

class RuleEvaluationTest : public ::testing::Test {
 protected:
  RuleEvaluationTest() {
    rule.id = "a/b";
    rule.package = "data.p";
    dependencies.attributes = {"s"};
    columns.columns = {column("s", {0, 1, 0, 2}, {"x", nullptr, "y"})};
    columns.row_index = {0, 1, 2, 3};
    evaluator.packages["data.p"] = [](const Json& input) {
      Verdict verdict;
      if (input.at("s") == "x") verdict.violations.push_back({{"code", "c"}});
      return verdict;
    };
    store.get = [this](const Digest& digest) -> std::optional<std::string> {
      const auto it = blobs.find(digest);
      return it == blobs.end() ? std::nullopt : std::optional(it->second);
    };
    store.put = [this](const Digest& digest, const std::string& blob) { blobs[digest] = blob; };
  }

  RuleVerdicts run(const Digest& digest = {}) {
    evaluator.asked.clear();
    return judge(rule, dependencies, columns, digest, evaluator, store);
  }

  static const Judgement& of(const RuleVerdicts& verdicts, std::size_t row) {
    return verdicts.judgements[verdicts.of_row[row]];
  }

  Rule rule;
  Dependencies dependencies;
  AttributeColumns columns;
  FakeEvaluator evaluator;
  std::map<Digest, std::string> blobs;
  VerdictStore store;
};

TEST_F(RuleEvaluationTest, AsksEachSituationOnceAndNeverWhatIsNotKnown) {
  const RuleVerdicts verdicts = run();
  EXPECT_EQ(evaluator.asked, (std::vector<Json>{{{"s", "x"}}, {{"s", "y"}}}));
  EXPECT_EQ(verdicts.situations, 3U);
  EXPECT_EQ(verdicts.asked, 2U);
  EXPECT_EQ(verdicts.unknown, 1U);
  EXPECT_EQ(of(verdicts, 0).violations.size(), 1U);
  EXPECT_EQ(of(verdicts, 2).violations.size(), 1U);
  EXPECT_EQ(of(verdicts, 3).violations.size(), 0U);
  EXPECT_EQ(of(verdicts, 1).unknown, std::vector<std::string>{"s"});
  EXPECT_EQ(of(verdicts, 3).unknown, std::vector<std::string>{});
}

TEST_F(RuleEvaluationTest, ARuleThatHandlesTheUnknownIsAsked) {
  rule.metadata.handles_unknown = {"s"};
  EXPECT_EQ(of(run(), 1).unknown, std::vector<std::string>{});
  EXPECT_EQ(evaluator.asked[1], (Json{{"s", nullptr}}));
}

TEST_F(RuleEvaluationTest, VerdictsAreRememberedByDigestAndValues) {
  run();
  const RuleVerdicts again = run();
  EXPECT_EQ(evaluator.asked.size(), 0U);
  EXPECT_EQ(of(again, 0).violations.size(), 1U);
  columns.columns[0].values[2] = "new";
  EXPECT_EQ(run().asked, 1U);
  EXPECT_EQ(evaluator.asked, (std::vector<Json>{{{"s", "new"}}}));
  EXPECT_EQ(run({1}).asked, 2U) << "another digest knows nothing";
}

TEST_F(RuleEvaluationTest, AnErrorIsNotRemembered) {
  evaluator.packages["data.p"] = [](const Json&) { return Verdict{.error = "bad"}; };
  EXPECT_EQ(of(run(), 0).error, "bad");
  EXPECT_EQ(run().asked, 2U);
}

TEST_F(RuleEvaluationTest, ABlobThatIsDamagedIsAskedAgain) {
  run();
  for (const char* const damage :
       {"", "{}", "[1,2", R"({"format":"verdicts 1","entries":[["[\"x\"]",[]]]})"}) {
    for (auto& [digest, blob] : blobs) blob = damage;
    EXPECT_EQ(run().asked, 2U) << damage;
  }
}

TEST_F(RuleEvaluationTest, WhatIsKnownInPartStandsOnlyAsAViolation) {
  // x and y are known in part. Row 0: a violation of what is known stands. Row 3: silence does not.
  columns.columns[0].fallback = {1, 1, 1};
  const RuleVerdicts verdicts = run();
  EXPECT_EQ(of(verdicts, 0).violations.size(), 1U);
  EXPECT_EQ(of(verdicts, 0).unknown, std::vector<std::string>{});
  EXPECT_EQ(of(verdicts, 3).unknown, std::vector<std::string>{"s"});
}

TEST_F(RuleEvaluationTest, TooFewVerdictsAreAnErrorOfTheEngine) {
  evaluator.forgets = true;
  EXPECT_THROW(run(), Error);
}

TEST(RuleDigest, ChangesWithEverythingThatTheVerdictDependsOn) {
  Rule rule;
  rule.package = "data.p";
  Dependencies dependencies;
  dependencies.attributes = {"a"};
  dependencies.modules = {"p.rego"};
  dependencies.base_data = {{"data", "reeve", "limits"}};
  const std::vector<PolicyModule> modules{{"p.rego", "package p"}, {"q.rego", "package q"}};
  const Json data = Json::parse(R"({"reeve":{"limits":{"most":1},"other":1}})");
  const Digest before = rule_digest(rule, dependencies, "engine", modules, data);

  EXPECT_EQ(rule_digest(rule, dependencies, "engine", {modules[0], {"q.rego", "changed"}}, data), before);
  EXPECT_EQ(rule_digest(rule, dependencies, "engine", modules,
                        Json::parse(R"({"reeve":{"limits":{"most":1},"other":2}})")),
            before);

  EXPECT_NE(rule_digest(rule, dependencies, "engine 2", modules, data), before);
  EXPECT_NE(rule_digest(rule, dependencies, "engine", {{"p.rego", "package p # x"}}, data), before);
  EXPECT_NE(
      rule_digest(rule, dependencies, "engine", modules, Json::parse(R"({"reeve":{"limits":{"most":2}}})")),
      before);
  EXPECT_NE(rule_digest(rule, dependencies, "engine", modules, Json::object()), before);
  Dependencies more = dependencies;
  more.attributes.insert("b");
  EXPECT_NE(rule_digest(rule, more, "engine", modules, data), before);
}

}  // namespace
}  // namespace reeve
