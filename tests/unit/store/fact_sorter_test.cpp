#include "engine/store/fact_sorter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>

#include "engine/core/error.h"
#include "tests/support/random_facts.h"
#include "tests/support/scratch_dir.h"

namespace reeve::test {
namespace {

using Row = std::tuple<Section, std::string, std::string>;

std::vector<Row> sorted(FactSorter& sorter) {
  std::vector<Row> rows;
  for (const Section section : all_sections()) {
    sorter.each(section, [&](auto key, auto encoded) { rows.emplace_back(section, key, encoded); });
  }
  return rows;
}

std::vector<Row> expected(const std::vector<Fact>& facts) {
  std::vector<Row> rows;
  for (const Fact& fact : facts) rows.emplace_back(section_of(fact), natural_key(fact), encode_fact(fact));
  std::sort(rows.begin(), rows.end());
  return rows;
}

TEST(FactSorter, SortsByBytesWhateverTheMemory) {
  const ScratchDir folder;
  for (const std::size_t memory : {std::size_t{1}, std::size_t{5000}, FactSorter::kAllInMemory}) {
    const std::vector<Fact> facts = RandomFacts(memory).facts(700);
    FactSorter sorter(folder.path(), memory);
    for (const Fact& fact : facts) sorter.add(fact);
    EXPECT_EQ(sorted(sorter), expected(facts)) << memory;
    EXPECT_EQ(sorted(sorter), expected(facts)) << "the second time, " << memory;
  }
}

TEST(FactSorter, RowsLargerThanItsBufferComeBackWhole) {
  const ScratchDir folder;
  std::vector<Fact> facts;
  for (int i = 0; i < 5; ++i) {
    facts.emplace_back(IdentityFact{.key = std::string(200'000, static_cast<char>('e' - i)), .job = "x"});
  }
  FactSorter sorter(folder.path(), 300'000);
  for (const Fact& fact : facts) sorter.add(fact);
  EXPECT_EQ(sorted(sorter), expected(facts));
}

TEST(FactSorter, LeavesNothingInItsFolder) {
  const ScratchDir folder;
  FactSorter sorter(folder.path(), 1);
  for (const Fact& fact : RandomFacts(3).facts(50)) sorter.add(fact);
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(FactSorter, AFolderThatIsNotThereIsAnError) {
  FactSorter sorter("/nowhere/at/all", 1);
  EXPECT_THROW(sorter.add(IdentityFact{.key = "p1"}), Error);
}

TEST(FactSorter, AnEmptyOneHasNoRows) {
  FactSorter sorter({}, FactSorter::kAllInMemory);
  EXPECT_TRUE(sorted(sorter).empty());
}

}  // namespace
}  // namespace reeve::test
