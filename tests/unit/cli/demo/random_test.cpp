#include "cli/demo/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace reeve::demo {
namespace {

std::vector<std::uint64_t> three(Random random) { return {random.next(), random.next(), random.next()}; }

// Worked out by a second implementation, in another language.
TEST(Random, GivesTheSameNumbersOnEveryMachine) {
  EXPECT_EQ(three(Random(1, "names")),
            (std::vector<std::uint64_t>{9627505124277220605U, 13698419912317801785U, 1034958725930957501U}));
  EXPECT_EQ(three(Random(2, "stories")),
            (std::vector<std::uint64_t>{447247655445872686U, 17396266277699611267U, 961449254235591138U}));
}

TEST(Random, StaysBelowItsBoundAndReachesAll) {
  Random random(7, "bounds");
  std::vector<int> seen(6, 0);
  for (int i = 0; i < 6000; ++i) ++seen.at(random.below(6));
  for (const int count : seen) EXPECT_NEAR(count, 1000, 150);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(random.below(1), 0U);
}

TEST(Random, CountsBothEndsOfARange) {
  Random random(8, "ranges");
  std::vector<int> seen;
  for (int i = 0; i < 200; ++i) seen.push_back(random.between(-1, 1));
  EXPECT_EQ(*std::ranges::min_element(seen), -1);
  EXPECT_EQ(*std::ranges::max_element(seen), 1);
}

}  // namespace
}  // namespace reeve::demo
