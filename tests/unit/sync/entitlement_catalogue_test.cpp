#include "engine/sync/entitlement_catalogue.h"

#include <gtest/gtest.h>

#include <functional>

#include "engine/core/error.h"

namespace reeve {
namespace {

CsvRecord record(std::int64_t line, const std::string& resource, const std::string& privilege,
                 const std::string& name, const std::string& language = "") {
  return {line,
          {{"source", "shop"},
           {"resource", resource},
           {"privilege", privilege},
           {"name", name},
           {"does", "do it"},
           {"owner", "Ines Duarte"},
           {"language", language}}};
}

TEST(EntitlementCatalogue, FindsTheRowThatSaysMostExactly) {
  const EntitlementBook book(
      entitlement_texts({record(2, "s.*", "*", "all"), record(3, "s.t*", "*", "longer"),
                         record(4, "s.t*", "SELECT", "privilege"), record(5, "s.t", "*", "whole"),
                         record(6, "s.t", "*", "toute", "fr")}));
  const auto name = [&](const std::string& resource, const std::string& privilege,
                        const std::string& language = "en") {
    const EntitlementText* text = book.find("shop", resource, privilege, language);
    return text == nullptr ? "nobody" : text->name;
  };
  EXPECT_EQ(name("s.x", "SELECT"), "all");
  EXPECT_EQ(name("s.tx", "INSERT"), "longer");
  EXPECT_EQ(name("s.tx", "SELECT"), "privilege");
  EXPECT_EQ(name("s.t", "SELECT"), "whole");
  EXPECT_EQ(name("s.t", "SELECT", "fr"), "toute");
  EXPECT_EQ(name("s.x", "SELECT", "fr"), "nobody");
  EXPECT_EQ(name("t", "SELECT"), "nobody");
  EXPECT_EQ(book.find("crm", "s.t", "SELECT"), nullptr);
  EXPECT_EQ(book.find("shop", "s.t", "SELECT")->owner, "Ines Duarte");
}

TEST(EntitlementCatalogue, RefusesWhatCannotBeMeant) {
  const auto refusal = [](const std::vector<CsvRecord>& records) {
    try {
      entitlement_texts(records);
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::config);
      return error.message();
    }
    return std::string("accepted");
  };
  EXPECT_EQ(refusal({record(2, "t", "", "name")}), "line 2: `privilege` is empty");
  EXPECT_EQ(refusal({record(2, "t", "*", "a"), record(3, "t", "*", "b")}),
            "line 3: line 2 describes the same");
  EXPECT_EQ(refusal({record(2, "t", "*", "a"), record(3, "t", "*", "b", "fr")}), "accepted");
}

}  // namespace
}  // namespace reeve
