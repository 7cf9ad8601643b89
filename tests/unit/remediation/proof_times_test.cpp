#include "engine/remediation/proof_times.h"

#include <gtest/gtest.h>

namespace reeve {
namespace {

constexpr UtcMillis kHour = 3'600'000;

TEST(ProofTimes, AreCountedByGroup) {
  const std::vector<ProofTimes> times = proof_times({{"shop, high", 0, 5 * kHour},
                                                     {"shop, high", kHour, 2 * kHour},
                                                     {"shop, high", 0, 30 * kHour},
                                                     {"shop, high", 2 * kHour, 0},
                                                     {"dir, low", 10 * kHour, 0, true}},
                                                    100 * kHour);
  ASSERT_EQ(times.size(), 2U);
  EXPECT_EQ(times[0].group, "dir, low");
  EXPECT_EQ(times[0].proven, 0U);
  EXPECT_EQ(times[0].came_back, 1U);
  EXPECT_EQ(times[0].median, 0);
  EXPECT_EQ(times[0].oldest_open, 90 * kHour);
  EXPECT_EQ(times[1].group, "shop, high");
  EXPECT_EQ(times[1].removals, 4U);
  EXPECT_EQ(times[1].proven, 3U);
  EXPECT_EQ(times[1].median, 5 * kHour);
  EXPECT_EQ(times[1].longest, 30 * kHour);
  EXPECT_EQ(times[1].oldest_open, 98 * kHour);
}

TEST(ProofTimes, AreSaidInOneUnit) {
  EXPECT_EQ(duration_words(59'999), "under a minute");
  EXPECT_EQ(duration_words(60'000), "1 minute");
  EXPECT_EQ(duration_words(2 * kHour - 1), "119 minutes");
  EXPECT_EQ(duration_words(2 * kHour), "2 hours");
  EXPECT_EQ(duration_words(47 * kHour), "47 hours");
  EXPECT_EQ(duration_words(48 * kHour), "2 days");
}

}  // namespace
}  // namespace reeve
