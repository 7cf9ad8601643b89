// The policy engine as the rest of the project sees it, on a real OPA. Whatever goes wrong, nothing is clean.
#include "engine/opa/opa_evaluator.h"

#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "tests/support/paths.h"

namespace fs = std::filesystem;

namespace reeve {
namespace {

const PolicyModule kCount{"policies/rules/a/count.rego",
                          "package reeve.rules.a.count\n"
                          "import data.reeve.lib.text\n"
                          "violation contains {\"code\": \"big\", \"params\": {\"n\": input.n}} if {\n"
                          "  text.number(input.n) > data.reeve.limits.most\n"
                          "}\n"
                          "not_evaluable contains {\"code\": \"odd\", \"params\": {}} if input.n == \"7\"\n"};
// Sorts after the module that needs it.
const PolicyModule kText{"policies/zlib/my text.rego",
                         "package reeve.lib.text\n"
                         "number(x) := to_number(x)\n"};
const Json kData{{"reeve", {{"limits", {{"most", 5}}}}}};
const std::string kPackage = "data.reeve.rules.a.count";

std::unique_ptr<Evaluator> start(OpaSettings settings = {}) {
  settings.binary = test::opa_binary().string();
  return start_opa(settings);
}

std::vector<Json> texts(const std::vector<std::string>& values) {
  std::vector<Json> inputs;
  for (const std::string& value : values) inputs.push_back({{"n", value}});
  return inputs;
}

// The OPA that this process has started.
pid_t opa_child() {
  for (const auto& entry : fs::directory_iterator("/proc")) {
    std::ifstream in(entry.path() / "stat");
    std::string pid, name, state;
    pid_t parent = 0;
    if (in >> pid >> name >> state >> parent && parent == getpid() && name == "(opa)") return std::stoi(pid);
  }
  return 0;
}

template <class Call>
Error error_of(Call call) {
  try {
    call();
  } catch (const Error& error) {
    return error;
  }
  return {ErrorCode::internal, "no error"};
}

TEST(OpaEvaluator, SaysWhichEngineItIs) {
  const auto opa = start();
  EXPECT_TRUE(opa->version().starts_with("opa 1.")) << opa->version();
  EXPECT_TRUE(opa->cache_key().starts_with(opa->version() + "\npackage reeve_batch\n"));
  EXPECT_TRUE(opa->nondeterministic_builtins().contains("time.now_ns"));
  EXPECT_TRUE(opa->nondeterministic_builtins().contains("rand.intn"));
}

TEST(OpaEvaluator, GivesEachInputItsVerdict) {
  const auto opa = start();
  opa->load({kCount, kText}, kData);
  const auto verdicts = opa->evaluate(kPackage, texts({"3", "9", "7", "x", "6"}));
  ASSERT_EQ(verdicts.size(), 5U);
  EXPECT_EQ(verdicts[0].violations, Json::array());
  EXPECT_EQ(verdicts[1].violations, Json::parse(R"([{"code":"big","params":{"n":"9"}}])"));
  EXPECT_EQ(verdicts[1].error, "");
  EXPECT_EQ(verdicts[2].not_evaluable, Json::parse(R"([{"code":"odd","params":{}}])"));
  EXPECT_EQ(verdicts[3].error,
            "policies/zlib/my text.rego:2:14: to_number: strconv.ParseFloat: parsing \"x\": invalid syntax");
  EXPECT_EQ(verdicts[4].violations.size(), 1U);
  EXPECT_EQ(opa->evaluate(kPackage, {}).size(), 0U);
}

TEST(OpaEvaluator, ManyInputsOverTwoConnectionsKeepTheirOrder) {
  const auto opa = start({.limits = {.rows = 100}});
  opa->load({kCount, kText}, kData);
  std::vector<std::string> values;
  for (int i = 0; i < 1500; ++i) values.push_back(i % 97 == 0 ? "bad" : std::to_string(i % 11));
  const auto verdicts = opa->evaluate(kPackage, texts(values));
  ASSERT_EQ(verdicts.size(), values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const bool bad = values[i] == "bad";
    EXPECT_EQ(!verdicts[i].error.empty(), bad) << i;
    EXPECT_EQ(verdicts[i].violations.size(), !bad && i % 11 > 5 ? 1U : 0U) << i;
  }
}

TEST(OpaEvaluator, LoadReplacesEverything) {
  const auto opa = start();
  opa->load({kCount, kText}, kData);
  opa->load({{"b.rego", "package b\nviolation contains 1 if not data.reeve.limits\n"}}, Json::object());
  const auto verdicts = opa->evaluate("data.b", {Json::object()});
  EXPECT_EQ(verdicts[0].violations, Json::array({1}));
  ASSERT_EQ(opa->compiled().size(), 1U);
  EXPECT_EQ(opa->compiled()[0].first, "b.rego");
  const Error error = error_of([&] { opa->evaluate(kPackage, texts({"1"})); });
  EXPECT_EQ(error.code(), ErrorCode::policy);
  EXPECT_EQ(error.message(), "no policy file defines `violation` in the package `data.reeve.rules.a.count`");
}

TEST(OpaEvaluator, AModuleThatDoesNotCompileIsNamedByFileRowAndColumn) {
  const auto opa = start();
  const Error error = error_of([&] {
    opa->load({kCount, {"policies/lib/text.rego", "package reeve.lib.text\nnumber(x) := x y\n"}}, kData);
  });
  EXPECT_EQ(error.code(), ErrorCode::policy);
  EXPECT_EQ(error.message(), "policies/lib/text.rego:2:16: var cannot be used for rule name");
  const Error unknown = error_of([&] { opa->load({kCount}, kData); });
  EXPECT_EQ(unknown.code(), ErrorCode::policy);
  EXPECT_EQ(unknown.message(),
            "policies/rules/a/count.rego:4:3: undefined function data.reeve.lib.text.number");
  EXPECT_THROW(opa->evaluate(kPackage, texts({"1"})), Error) << "nothing is loaded now";
}

TEST(OpaEvaluator, AVerdictThatIsUndefinedIsNotClean) {
  const auto opa = start();
  opa->load({{"c.rego", "package c\nviolation := {1} if input.n == \"1\"\n"}}, Json::object());
  const auto verdicts = opa->evaluate("data.c", texts({"1", "2"}));
  EXPECT_EQ(verdicts[0].violations, Json::array({1}));
  EXPECT_EQ(verdicts[1].error, "the rule gives no result at all; write `violation contains {...}`");
}

TEST(OpaEvaluator, AnEngineThatEndsInTheMiddleComesBackWithEverythingLoaded) {
  const auto opa = start({.limits = {.rows = 50}});
  opa->load({kCount, kText}, kData);
  const auto before = opa->evaluate(kPackage, texts({"3", "9"}));
  kill(opa_child(), SIGKILL);
  std::vector<std::string> values(1000, "9");
  const auto after = opa->evaluate(kPackage, texts(values));
  for (const Verdict& verdict : after) EXPECT_EQ(verdict.violations, before[1].violations);
  EXPECT_EQ(opa->compiled().size(), 2U);
}

TEST(OpaEvaluator, AnEngineThatIsKilledWhileItWorksComesBack) {
  const auto opa = start({.limits = {.rows = 1}});
  opa->load({kCount, kText}, kData);
  std::jthread killer([] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    kill(opa_child(), SIGKILL);
  });
  const auto verdicts = opa->evaluate(kPackage, texts(std::vector<std::string>(4000, "9")));
  for (const Verdict& verdict : verdicts) {
    EXPECT_EQ(verdict.error, "");
    EXPECT_EQ(verdict.violations.size(), 1U);
  }
}

TEST(OpaEvaluator, AnEngineThatEndsTwiceIsAnError) {
  const auto opa = start();
  opa->load({kCount, kText}, kData);
  kill(opa_child(), SIGKILL);
  EXPECT_EQ(opa->evaluate(kPackage, texts({"9"}))[0].violations.size(), 1U);
  kill(opa_child(), SIGKILL);
  const Error error = error_of([&] { opa->evaluate(kPackage, texts({"9"})); });
  EXPECT_EQ(error.code(), ErrorCode::policy_engine);
}

TEST(OpaEvaluator, ARuleThatTakesTooLongIsNotClean) {
  const auto opa = start({.batch_timeout = std::chrono::milliseconds(300), .limits = {.slow_batches = 2}});
  opa->load(
      {{"slow.rego",
        "package slow\n"
        "violation contains count(pairs) if {\n"
        "  input.n == \"slow\"\n"
        "  pairs := {x | some i in numbers.range(1, 20000); some j in numbers.range(1, 20000); x := i * j}\n"
        "}\n"}},
      Json::object());
  const auto verdicts = opa->evaluate("data.slow", texts({"quick", "slow"}));
  EXPECT_EQ(verdicts[0].error, "");
  EXPECT_EQ(verdicts[1].error, "the rule took longer than 300 ms");
}

}  // namespace
}  // namespace reeve
