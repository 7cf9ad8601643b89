#include "engine/workflow/name_rules.h"

#include <gtest/gtest.h>

#include "engine/store/memory_store.h"
#include "tests/support/function_evaluator.h"

namespace reeve {
namespace {

const NameQuestion kEmail{"column", "email", "customers", "public", {"pii"}};

using test::FunctionEvaluator;

Context context_with(const FunctionEvaluator::Rule& rule, FunctionEvaluator::Log* log = nullptr) {
  static SilentProgress progress;
  Context context;
  context.progress = &progress;
  context.start_evaluator = [=] {
    return std::make_unique<FunctionEvaluator>(FunctionEvaluator::Rules{{"data.reeve.classification", rule}},
                                               log);
  };
  return context;
}

// What becomes of a verdict about kEmail.
NameAnswer answer(const Verdict& verdict) {
  const Context context = context_with([&](const Json&) { return verdict; });
  MemoryStore store;
  return name_rules(context, store, Json::object())({kEmail}).at(0);
}

TEST(NameRules, AskInTheRulesOwnWords) {
  FunctionEvaluator::Log log;
  const Context context = context_with([](const Json&) { return Verdict(); }, &log);
  const Json kData = {{"reeve", {{"categories", Json::object()}}}};
  MemoryStore store;
  EXPECT_EQ(name_rules(context, store, kData)({kEmail, {"database", "shop", "", "", {}}}).size(), 2U);
  EXPECT_EQ(log.inputs, (std::vector<Json>{{{"kind", "column"},
                                            {"name", "email"},
                                            {"parent_name", "customers"},
                                            {"schema", "public"},
                                            {"labels", {"pii"}}},
                                           {{"kind", "database"},
                                            {"name", "shop"},
                                            {"parent_name", ""},
                                            {"schema", ""},
                                            {"labels", Json::array()}}}));
  EXPECT_EQ(log.data, kData);
  EXPECT_FALSE(log.modules.empty());
  for (const PolicyModule& module : log.modules) {
    EXPECT_FALSE(module.path.starts_with("policies/rules/")) << module.path;
  }
}

TEST(NameRules, TakeTheOneDecision) {
  const NameAnswer decided =
      answer({.violations = {{{"categories", {"customer_email"}}, {"confidence", 90}, {"why", "so"}}}});
  EXPECT_EQ(decided.categories, std::vector<std::string>{"customer_email"});
  EXPECT_EQ(decided.error, "");
  EXPECT_EQ(decided.confidence, 90);
  EXPECT_EQ(decided.why, "so");
  const NameAnswer none = answer({.violations = {{{"categories", Json::array()}}}});
  EXPECT_EQ(none.categories, std::vector<std::string>{});
  const NameAnswer undecided = answer({});
  EXPECT_EQ(undecided.categories, std::nullopt);
  EXPECT_EQ(undecided.error, "");
}

TEST(NameRules, SayWhatIsWrongWithADecision) {
  EXPECT_EQ(answer({.error = "division by zero"}).error, "division by zero");
  EXPECT_EQ(answer({.violations = {{{"categories", {"a"}}}, {{"categories", {"b"}}}}}).error,
            "they decide in more than one way");
  for (const Json& member :
       {Json("a"), Json::object(), Json{{"categories", "a"}}, Json{{"categories", {1}}}}) {
    Verdict verdict;
    verdict.violations.push_back(member);
    EXPECT_EQ(answer(verdict).error, "their decision has no list of categories") << member;
  }
}

TEST(NameRules, KeepTheirAnswersAsLongAsNothingChanged) {
  MemoryStore store;
  FunctionEvaluator::Log log;
  const Context context = context_with(
      [](const Json& input) {
        Verdict verdict;
        if (input.at("name") == "broken") verdict.error = "division by zero";
        if (input.at("name") == "email") verdict.violations.push_back({{"categories", {"customer_email"}}});
        return verdict;
      },
      &log);
  const NameQuestion kBroken{"column", "broken", "", "", {}};
  const NameQuestion kNotes{"column", "notes", "", "", {}};
  const auto asked = [&](const Json& data, const std::vector<NameQuestion>& questions) {
    log = {};
    const std::vector<NameAnswer> answers = name_rules(context, store, data)(questions);
    EXPECT_EQ(answers.at(0).categories, std::vector<std::string>{"customer_email"});
    for (std::size_t i = 1; i < answers.size(); ++i) EXPECT_EQ(answers[i].categories, std::nullopt);
    std::vector<std::string> names;
    for (const Json& input : log.inputs) names.push_back(input.at("name"));
    return names;
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(asked({{"v", 1}}, {kEmail, kNotes, kBroken}), (Names{"email", "notes", "broken"}));
  EXPECT_EQ(asked({{"v", 1}}, {kEmail, kNotes, kBroken}), Names{"broken"}) << "a failure is asked again";
  EXPECT_EQ(asked({{"v", 1}}, {kEmail, kNotes}), Names{});
  EXPECT_EQ(asked({{"v", 2}}, {kEmail, kNotes}), (Names{"email", "notes"}));
}

}  // namespace
}  // namespace reeve
