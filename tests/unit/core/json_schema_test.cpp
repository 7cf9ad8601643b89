#include "engine/core/json_schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/error.h"

namespace reeve {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> mistakes(const char* schema, const char* value) {
  std::vector<std::string> sentences;
  for (const SchemaMistake& mistake : schema_mistakes(Json::parse(schema), Json::parse(value)))
    sentences.push_back(sentence_of(mistake));
  return sentences;
}

constexpr const char* kJobs = R"({
  "title": "x", "type": "object", "additionalProperties": false, "required": ["jobs"],
  "properties": {"jobs": {"type": "object", "additionalProperties": {"type": "array", "items": {
    "type": "object", "additionalProperties": false, "required": ["category"],
    "properties": {"category": {"type": "string", "minLength": 1},
                   "actions": {"type": "array", "uniqueItems": true, "items": {"enum": ["read", "write"]}}}}}}}})";

TEST(JsonSchema, FindsNothingInWhatFits) {
  EXPECT_THAT(mistakes(kJobs, R"({"jobs": {"Clerk": [{"category": "mail", "actions": ["read", "write"]}]}})"),
              IsEmpty());
}

TEST(JsonSchema, SaysWhereAndWhatIsNear) {
  EXPECT_THAT(mistakes(kJobs, R"({"jobs": {"Clerk": [{"category": "mail", "actions": ["raed"]}]}})"),
              ElementsAre("jobs.Clerk[0].actions[0]: `raed` is not possible; did you mean `read`?"));
  EXPECT_THAT(mistakes(kJobs, R"({"jobs": {"Clerk": [{"categry": "mail"}]}})"),
              ElementsAre("jobs.Clerk[0].categry: there is no field `categry`; did you mean `category`?",
                          "jobs.Clerk[0]: lacks `category`"));
  EXPECT_THAT(mistakes(kJobs, R"({})"), ElementsAre("lacks `jobs`"));
  EXPECT_THAT(mistakes(kJobs, R"([])"), ElementsAre("has to be of type object, not `[]`"));
  EXPECT_THAT(mistakes(kJobs, R"({"jobs": {"A.B": [{"category": ""}]}})"),
              ElementsAre(R"(jobs."A.B"[0].category: must not be empty)"));
  EXPECT_THAT(mistakes(kJobs, R"({"jobs": {"C": [{"category": "m", "actions": ["read", "read"]}]}})"),
              ElementsAre("jobs.C[0].actions[1]: `read` is there twice"));
}

TEST(JsonSchema, KnowsEveryKeywordOfOurSchemas) {
  EXPECT_THAT(mistakes(R"({"minimum": 1, "maximum": 3})", "0"), ElementsAre("has to be 1 or more, not 0"));
  EXPECT_THAT(mistakes(R"({"minimum": 1, "maximum": 3})", "4"), ElementsAre("has to be 3 or less, not 4"));
  EXPECT_THAT(mistakes(R"({"minimum": 1, "maximum": 3})", "3"), IsEmpty());
  EXPECT_THAT(mistakes(R"({"minItems": 2})", "[1]"), ElementsAre("needs at least 2 items"));
  EXPECT_THAT(mistakes(R"({"minProperties": 1})", "{}"), ElementsAre("needs at least 1 entries"));
  EXPECT_THAT(mistakes(R"({"maxProperties": 1})", R"({"a":1,"b":2})"),
              ElementsAre("may have at most 1 entries"));
  EXPECT_THAT(mistakes(R"({"pattern": "^[a-z]+$"})", R"("A")"),
              ElementsAre("`A` does not look like ^[a-z]+$"));
  EXPECT_THAT(mistakes(R"({"propertyNames": {"not": {"enum": ["*"]}}})", R"({"*": 1})"),
              ElementsAre("*: `*` is not possible here"));
  EXPECT_THAT(mistakes(R"({"type": "integer"})", "1.5"), ElementsAre("has to be of type integer, not `1.5`"));
}

TEST(JsonSchema, ChecksNothingHalf) { EXPECT_THROW(mistakes(R"({"oneOf": []})", "1"), Error); }

}  // namespace
}  // namespace reeve
