#include "engine/opa/batch_runner.h"

#include <atomic>
#include <mutex>

#include <gtest/gtest.h>

#include "engine/core/error.h"

namespace reeve {
namespace {

std::vector<Json> numbers(int count) {
  std::vector<Json> inputs;
  for (int i = 0; i < count; ++i) inputs.push_back({{"n", i}});
  return inputs;
}

// An engine that answers each row with its own number, and fails or is slow on batches that hold certain
// ones.
class FakeEngine {
 public:
  std::vector<int> failing, slow;

  AskBatch connect() {
    ++connections;
    return [this](const std::string& body) { return ask(body); };
  }

  std::atomic<int> connections{0};
  std::atomic<int> requests{0};

 private:
  static bool any(const std::vector<int>& wanted, const Json& rows) {
    for (const Json& row : rows) {
      if (std::ranges::find(wanted, row["n"].get<int>()) != wanted.end()) return true;
    }
    return false;
  }

  BatchAnswer ask(const std::string& body) {
    ++requests;
    const Json rows = Json::parse(body)["input"]["rows"];
    if (any(slow, rows)) return {BatchAnswer::Kind::slow, {}, "slow"};
    if (any(failing, rows)) return {BatchAnswer::Kind::failed, {}, "x.rego:3:7: bad"};
    Json result = Json::array();
    for (std::size_t i = rows.size(); i-- > 0;)
      result.push_back({{"i", i}, {"v", Json::array({rows[i]["n"]})}});
    return {BatchAnswer::Kind::done, {{"result", result}}, {}};
  }
};

std::vector<std::string> errors_of(const std::vector<Verdict>& verdicts) {
  std::vector<std::string> errors;
  for (const Verdict& verdict : verdicts) errors.push_back(verdict.error);
  return errors;
}

TEST(BatchRunner, GivesEveryRowItsOwnVerdict) {
  for (const int count : {0, 1, 7, 199, 200, 1001}) {
    FakeEngine engine;
    const auto verdicts = run_batches(numbers(count), {.rows = 90}, [&] { return engine.connect(); });
    ASSERT_EQ(verdicts.size(), static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
      EXPECT_EQ(verdicts[static_cast<std::size_t>(i)].violations, Json::array({i}));
      EXPECT_EQ(verdicts[static_cast<std::size_t>(i)].error, "");
    }
  }
}

TEST(BatchRunner, UsesTwoConnectionsWhereItPays) {
  FakeEngine few, many;
  run_batches(numbers(199), {}, [&] { return few.connect(); });
  run_batches(numbers(200), {}, [&] { return many.connect(); });
  EXPECT_EQ(few.requests, 1);
  EXPECT_EQ(few.connections, 1);
  EXPECT_EQ(many.requests, 2);
  EXPECT_EQ(many.connections, 2);
}

TEST(BatchRunner, ABatchIsNoLargerThanItsBytes) {
  FakeEngine engine;
  run_batches(numbers(100), {.bytes = 70}, [&] { return engine.connect(); });
  EXPECT_EQ(engine.requests, 10);
}

TEST(BatchRunner, FindsTheRowsThatMakeABatchFail) {
  FakeEngine engine;
  engine.failing = {0, 41, 42, 99};
  const auto verdicts = run_batches(numbers(100), {}, [&] { return engine.connect(); });
  std::vector<std::string> expected(100);
  for (const std::size_t i : {0U, 41U, 42U, 99U}) expected[i] = "x.rego:3:7: bad";
  EXPECT_EQ(errors_of(verdicts), expected);
  EXPECT_EQ(verdicts[40].violations, Json::array({40}));
}

TEST(BatchRunner, OneSlowRowDoesNotTakeOthersWithIt) {
  FakeEngine engine;
  engine.slow = {5};
  const auto verdicts = run_batches(numbers(16), {.slow_batches = 6}, [&] { return engine.connect(); });
  std::vector<std::string> expected(16);
  expected[5] = "slow";
  EXPECT_EQ(errors_of(verdicts), expected);
}

TEST(BatchRunner, ARuleThatIsAlwaysSlowEndsAndIsNotClean) {
  FakeEngine engine;
  for (int i = 0; i < 1000; ++i) engine.slow.push_back(i);
  const auto verdicts = run_batches(numbers(1000), {.rows = 1000, .connections = 1, .slow_batches = 6},
                                    [&] { return engine.connect(); });
  EXPECT_EQ(engine.requests, 6);
  for (const Verdict& verdict : verdicts) EXPECT_NE(verdict.error, "");
}

TEST(BatchRunner, AnEngineThatIsGoneEndsTheRun) {
  const auto gone = []() -> AskBatch {
    return [](const std::string&) -> BatchAnswer { throw Error(ErrorCode::policy_engine, "gone"); };
  };
  EXPECT_THROW(run_batches(numbers(1000), {}, gone), Error);
}

TEST(BatchRunner, AnAnswerThatLacksRowsIsNotClean) {
  const auto forgetful = []() -> AskBatch {
    return [](const std::string&) -> BatchAnswer {
      return {BatchAnswer::Kind::done, Json::parse(R"({"result":[{"i":1,"v":[]}]})"), {}};
    };
  };
  const auto verdicts = run_batches(numbers(3), {}, forgetful);
  EXPECT_NE(verdicts[0].error, "");
  EXPECT_EQ(verdicts[1].error, "");
  EXPECT_NE(verdicts[2].error, "");
}

}  // namespace
}  // namespace reeve
