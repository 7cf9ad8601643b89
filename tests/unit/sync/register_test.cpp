#include "engine/sync/register.h"

#include <gtest/gtest.h>

#include "engine/core/error.h"

namespace reeve {
namespace {

CsvRecord record(std::int64_t line, const std::string& system, const std::string& source) {
  return {line, {{"system", system}, {"source", source}, {"holder", ""}, {"note", ""}}};
}

TEST(Register, NamesSystemsThatNobodyReads) {
  const auto systems = registered_systems(
      {record(2, "Shop", "shop"), record(3, "Billing", ""), record(4, "Returns", "returns")});
  const auto unread = unread_systems(systems, {"hr", "shop"});
  ASSERT_EQ(unread.size(), 2U);
  EXPECT_EQ(unread[0].system, "Billing");
  EXPECT_EQ(unread[0].line, 3);
  EXPECT_EQ(unread[1].system, "Returns");
  EXPECT_EQ(unread[1].source, "returns");
  EXPECT_TRUE(unread_systems(systems, {"", "shop", "returns"}).empty());
}

TEST(Register, RefusesSystemsWithoutANameOrTwice) {
  const auto refusal = [](const std::vector<CsvRecord>& records) {
    try {
      registered_systems(records);
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::config);
      return error.message();
    }
    return std::string("accepted");
  };
  EXPECT_EQ(refusal({record(2, "", "shop")}), "line 2: `system` is empty");
  EXPECT_EQ(refusal({record(2, "Shop", "a"), record(5, "Shop", "b")}),
            "line 5: the system `Shop` stands in line 2 too");
}

}  // namespace
}  // namespace reeve
