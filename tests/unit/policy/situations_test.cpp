#include "engine/policy/situations.h"

#include <gtest/gtest.h>

#include "engine/core/error.h"

namespace reeve {
namespace {

AttributeColumn column(std::string name, std::vector<std::uint32_t> codes, std::vector<Json> values) {
  AttributeColumn column{std::move(name), std::move(codes), std::move(values), {}};
  for (std::uint32_t i = 0; i < column.values.size(); ++i) column.fallback.push_back(i);
  return column;
}

AttributeColumns columns(std::vector<AttributeColumn> list) {
  AttributeColumns columns;
  columns.row_index.resize(list.front().codes.size());
  columns.columns = std::move(list);
  return columns;
}

std::vector<std::uint32_t> numbers(const Situations& situations) {
  std::vector<std::uint32_t> all;
  for (std::size_t row = 0; row < situations.rows(); ++row) all.push_back(situations.of_row(row));
  return all;
}

TEST(Situations, AreTheDistinctTuples) {
  const AttributeColumns all =
      columns({column("a.x", {0, 1, 0, 1, 0}, {"p", "q"}), column("a.y", {1, 0, 1, 0, 0}, {true, false}),
               column("b", {0, 1, 2, 3, 4}, {0, 1, 2, 3, 4})});
  const Situations situations(all, {"a.x", "a.y"});
  EXPECT_EQ(numbers(situations), (std::vector<std::uint32_t>{0, 1, 0, 1, 2}));
  ASSERT_EQ(situations.size(), 3U);
  EXPECT_EQ(situations.tuple(0), Json::array({"p", false}));
  EXPECT_EQ(situations.tuple(2), Json::array({"p", true}));
  EXPECT_EQ(situations.input(1), Json::parse(R"({"a":{"x":"q","y":true}})")) << "nothing else is in it";
}

TEST(Situations, WithoutAttributesAllRowsAreOne) {
  const AttributeColumns all = columns({column("a", {0, 1}, {"p", "q"})});
  const Situations situations(all, {});
  EXPECT_EQ(situations.size(), 1U);
  EXPECT_EQ(situations.tuple(0), Json::array());
  EXPECT_EQ(situations.input(0), Json::object());
  AttributeColumns none;
  EXPECT_EQ(Situations(none, {}).size(), 0U);
}

TEST(Situations, FallBackWhereSomethingIsKnownInPart) {
  AttributeColumn sets = column("s", {0, 1, 2}, {"part", "whole", nullptr});
  sets.fallback = {2, 1, 2};
  const AttributeColumns all = columns({std::move(sets), column("t", {0, 0, 1}, {1, 2})});
  const Situations situations(all, {"s", "t"});
  ASSERT_EQ(situations.size(), 4U);
  EXPECT_EQ(situations.fallback(0), 3U);
  EXPECT_EQ(situations.tuple(3), Json::array({nullptr, 1}));
  for (const std::uint32_t i : {1U, 2U, 3U}) EXPECT_EQ(situations.fallback(i), i);
}

TEST(Situations, AnAttributeThatWasNotBuiltIsAnError) {
  const AttributeColumns all = columns({column("a", {0}, {"p"})});
  EXPECT_THROW(Situations(all, {"b"}), Error);
}

}  // namespace
}  // namespace reeve
