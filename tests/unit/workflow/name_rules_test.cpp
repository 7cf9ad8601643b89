#include "engine/workflow/name_rules.h"

#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "tests/support/function_evaluator.h"

namespace reeve {
namespace {

const NameQuestion kEmail{"column", "email", "customers", "public", {"pii"}};

using test::FunctionEvaluator;

Context context_with(const FunctionEvaluator::Rule& rule, FunctionEvaluator::Log* log = nullptr) {
  Context context;
  context.start_evaluator = [=] {
    return std::make_unique<FunctionEvaluator>(FunctionEvaluator::Rules{{"data.reeve.classification", rule}},
                                               log);
  };
  return context;
}

// What becomes of a verdict about kEmail.
NameAnswer answer(const Verdict& verdict) {
  const Context context = context_with([&](const Json&) { return verdict; });
  return name_rules(context, Json::object())({kEmail}).at(0);
}

TEST(NameRules, AskInTheRulesOwnWords) {
  FunctionEvaluator::Log log;
  const Context context = context_with([](const Json&) { return Verdict(); }, &log);
  const Json kData = {{"reeve", {{"categories", Json::object()}}}};
  EXPECT_EQ(name_rules(context, kData)({kEmail, {"database", "shop", "", "", {}}}).size(), 2U);
  EXPECT_EQ(log.inputs, (std::vector<Json>{{{"kind", "column"},
                                            {"name", "email"},
                                            {"parent_name", "customers"},
                                            {"schema", "public"},
                                            {"labels", {"pii"}}},
                                           {{"kind", "database"},
                                            {"name", "shop"},
                                            {"parent_name", nullptr},
                                            {"schema", nullptr},
                                            {"labels", Json::array()}}}));
  EXPECT_EQ(log.data, kData);
  EXPECT_FALSE(log.modules.empty());
  for (const PolicyModule& module : log.modules) {
    EXPECT_FALSE(module.path.starts_with("policies/rules/")) << module.path;
  }
}

TEST(NameRules, TakeTheOneDecision) {
  const NameAnswer decided =
      answer({.violations = {{{"categories", {"customer_email"}}, {"confidence", 90}}}});
  EXPECT_EQ(decided.categories, std::vector<std::string>{"customer_email"});
  EXPECT_EQ(decided.error, "");
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

}  // namespace
}  // namespace reeve
