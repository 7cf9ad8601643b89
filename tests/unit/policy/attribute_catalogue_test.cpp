#include "engine/policy/attribute_catalogue.h"

#include <gtest/gtest.h>

#include "engine/core/error.h"

namespace reeve {
namespace {

Attribute attribute(AttributeType type, bool nullable, std::vector<std::string> values = {}) {
  return {.name = "x.y", .type = type, .nullable = nullable, .values = std::move(values), .about = ""};
}

std::string refusal_of(const std::string& text) {
  try {
    AttributeCatalogue::parse(text, "a.json");
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::policy);
    return error.message();
  }
  return "none";
}

TEST(AttributeCatalogue, HasTheShippedAttributes) {
  const Attribute* const status = attribute_catalogue().find(Grain::access, "identity.status");
  ASSERT_NE(status, nullptr);
  EXPECT_EQ(status->type, AttributeType::string);
  EXPECT_TRUE(status->nullable);
  EXPECT_EQ(status->values, (std::vector<std::string>{"active", "leave", "suspended", "left", "future"}));
  EXPECT_EQ(attribute_catalogue().find(Grain::account, "identity.status"), nullptr);
  for (int g = 0; g < kGrainCount; ++g) EXPECT_FALSE(attribute_catalogue().of(static_cast<Grain>(g)).empty());
}

TEST(AttributeCatalogue, SaysWhatIsWrongWithOne) {
  EXPECT_EQ(refusal_of("{}"), "a.json: is not an attribute catalogue");
  EXPECT_EQ(refusal_of(R"({"grains":{"person":[]}})"), "a.json: `person` is no grain");
  const std::string one = R"({"name":"a.b","type":"string","nullable":false,"about":""})";
  EXPECT_EQ(refusal_of(R"({"grains":{"access":[)" + one + "," + one + "]}}"),
            "a.json: `a.b` stands there twice");
  EXPECT_EQ(refusal_of(R"({"grains":{"access":[{"name":"a.b","type":"date","nullable":false,"about":""}]}})"),
            "a.json: `a.b` has an unknown type");
}

TEST(AttributeCatalogue, ChecksValues) {
  EXPECT_EQ(objection(attribute(AttributeType::string, true), nullptr), "");
  EXPECT_EQ(objection(attribute(AttributeType::string, false), nullptr), "it may not be null");
  EXPECT_EQ(objection(attribute(AttributeType::string, false), "a"), "");
  EXPECT_EQ(objection(attribute(AttributeType::string, false), 1), "it is no string");
  EXPECT_EQ(objection(attribute(AttributeType::string, false, {"a"}), "a"), "");
  EXPECT_EQ(objection(attribute(AttributeType::string, false, {"a"}), "b"),
            "it is none of the values that the catalogue lists");
  EXPECT_EQ(objection(attribute(AttributeType::boolean, false), true), "");
  EXPECT_EQ(objection(attribute(AttributeType::boolean, false), "true"), "it is no boolean");
  EXPECT_EQ(objection(attribute(AttributeType::integer, false), 7), "");
  EXPECT_EQ(objection(attribute(AttributeType::integer, false), 7.5), "it is no integer");
  EXPECT_EQ(objection(attribute(AttributeType::set, false), Json::array({"a", "b"})), "");
  for (const Json& value : {Json("a"), Json::array({"b", "a"}), Json::array({"a", "a"}), Json::array({1})}) {
    EXPECT_EQ(objection(attribute(AttributeType::set, false), value), "it is no set") << value;
  }
}

}  // namespace
}  // namespace reeve
