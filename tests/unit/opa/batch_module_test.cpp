#include "engine/opa/batch_module.h"

#include <gtest/gtest.h>

#include "engine/core/error.h"

namespace reeve {
namespace {

Json rule(const std::string& name) {
  return {{"head", {{"ref", Json::array({{{"type", "var"}, {"value", name}}})}}}};
}

Json module(const std::vector<std::string>& package, const std::vector<std::string>& rules) {
  Json path = Json::array({{{"type", "var"}, {"value", "data"}}});
  for (const std::string& part : package) path.push_back({{"type", "string"}, {"value", part}});
  Json list = Json::array();
  for (const std::string& name : rules) list.push_back(rule(name));
  return {{"package", {{"path", path}}}, {"rules", list}};
}

TEST(BatchModule, HasOneRuleForEachPackageWithAVerdict) {
  const std::vector<std::pair<std::string, Json>> compiled{
      {"b.rego", module({"reeve", "rules", "b"}, {"violation", "not_evaluable"})},
      {"a.rego", module({"reeve", "rules", "default"}, {"helper", "violation"})},
      {"c.rego", module({"reeve", "classification"}, {"decision"})},
      {"lib.rego", module({"reeve", "lib"}, {"f"})},
      {"empty.rego", {{"package", module({"x"}, {})["package"]}}}};
  EXPECT_EQ(batch_module(batch_entries(read_compiled(compiled))),
            "package reeve_batch\n"
            "\n"
            "batch_0 := [{\"i\": i, \"v\": v} |\n"
            "  some i, row in input.rows\n"
            "  v := data[\"reeve\"][\"classification\"].decision with input as row\n"
            "]\n"
            "\n"
            "batch_1 := [{\"i\": i, \"v\": v, \"n\": n} |\n"
            "  some i, row in input.rows\n"
            "  v := data[\"reeve\"][\"rules\"][\"b\"].violation with input as row\n"
            "  n := data[\"reeve\"][\"rules\"][\"b\"].not_evaluable with input as row\n"
            "]\n"
            "\n"
            "batch_2 := [{\"i\": i, \"v\": v} |\n"
            "  some i, row in input.rows\n"
            "  v := data[\"reeve\"][\"rules\"][\"default\"].violation with input as row\n"
            "]\n");
}

TEST(BatchModule, AModuleWithoutATreeIsRefused) {
  for (const Json& broken : {Json(), Json::object(), Json{{"package", {{"path", "x"}}}},
                             Json{{"package", {{"path", Json::array()}}}}}) {
    EXPECT_THROW(read_compiled({{"policies/a.rego", broken}}), Error) << broken;
  }
}

TEST(BatchBody, HoldsTheRowsOfItsPart) {
  const std::vector<Json> inputs{{{"a", 1}}, {{"a", 2}}, {{"a", 3}}};
  EXPECT_EQ(batch_body(inputs, 1, 3), R"({"input":{"rows":[{"a":2},{"a":3}]}})");
}

TEST(ReadBatch, GivesEachRowItsVerdict) {
  const Json answer{{"result", Json::parse(R"([{"i":1,"v":["x"],"n":["y"]},{"i":0,"v":[]}])")}};
  const std::vector<Verdict> verdicts = read_batch(answer, 2);
  EXPECT_EQ(verdicts[0].violations, Json::array());
  EXPECT_EQ(verdicts[0].error, "");
  EXPECT_EQ(verdicts[1].violations, Json::array({"x"}));
  EXPECT_EQ(verdicts[1].not_evaluable, Json::array({"y"}));
  EXPECT_EQ(verdicts[1].error, "");
}

TEST(ReadBatch, ARowThatDoesNotComeBackIsNotClean) {
  const std::vector<Verdict> verdicts = read_batch({{"result", Json::parse(R"([{"i":0,"v":[]}])")}}, 2);
  EXPECT_EQ(verdicts[0].error, "");
  EXPECT_EQ(verdicts[1].error, "the rule gives no result at all; write `violation contains {...}`");
}

TEST(ReadBatch, AVerdictThatIsNoSetIsNotClean) {
  const std::vector<Verdict> verdicts = read_batch({{"result", Json::parse(R"([{"i":0,"v":false}])")}}, 1);
  EXPECT_EQ(verdicts[0].error, "the rule's result is not a set; write `violation contains {...}`");
}

TEST(ReadBatch, RefusesAnswersThatCannotBe) {
  for (const char* const answer :
       {R"({})", R"([])", R"({"result":{}})", R"({"result":[{"i":0}]})", R"({"result":[{"v":[]}]})",
        R"({"result":[{"i":0,"v":[]},{"i":0,"v":[]}]})", R"({"result":[{"i":1,"v":[]}]})",
        R"({"result":[{"i":-1,"v":[]}]})", R"({"result":[{"i":"0","v":[]}]})"}) {
    try {
      read_batch(Json::parse(answer), 1);
      ADD_FAILURE() << answer;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::policy_engine) << answer;
    }
  }
}

}  // namespace
}  // namespace reeve
