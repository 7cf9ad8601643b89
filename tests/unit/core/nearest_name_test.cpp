#include <gtest/gtest.h>

#include "engine/core/text.h"

namespace reeve {
namespace {

const std::vector<std::string> kCommands{"sync", "serve", "evaluate", "findings", "explain"};

TEST(NearestName, ForgivesOneMistakeInAShortWord) {
  EXPECT_EQ(nearest_name("snc", kCommands), "sync");
  EXPECT_EQ(nearest_name("sync", kCommands), "sync");
  EXPECT_EQ(nearest_name("synd", kCommands), "sync");
}

TEST(NearestName, CountsLettersThatChangedPlacesAsOneMistake) {
  EXPECT_EQ(nearest_name("snyc", kCommands), "sync");
  EXPECT_EQ(nearest_name("evalaute", kCommands), "evaluate");
}

TEST(NearestName, SaysNothingWhereNothingIsNear) {
  EXPECT_EQ(nearest_name("campaign", kCommands), std::nullopt);
  EXPECT_EQ(nearest_name("", kCommands), std::nullopt);
  EXPECT_EQ(nearest_name("sync", {}), std::nullopt);
}

}  // namespace
}  // namespace reeve
