#include "engine/policy/bands.h"

#include <gtest/gtest.h>

#include "engine/core/error.h"

namespace reeve {
namespace {

TEST(Bands, NameEveryDayCount) {
  const Bands bands({30, 90, 180, 365});
  EXPECT_EQ(bands.names(), (std::vector<std::string>{"0-29", "30-89", "90-179", "180-364", "365+"}));
  const std::vector<std::pair<std::int64_t, std::string>> expected{
      {-5, "0-29"},    {0, "0-29"},      {29, "0-29"},     {30, "30-89"}, {89, "30-89"},  {90, "90-179"},
      {179, "90-179"}, {180, "180-364"}, {364, "180-364"}, {365, "365+"}, {99999, "365+"}};
  for (const auto& [days, name] : expected) EXPECT_EQ(bands.name(days), name) << days;
}

TEST(Bands, ComeFromTheBaseDocument) {
  EXPECT_EQ(Bands::of(Json::parse(R"({"reeve":{"thresholds":{"bands":{"days":[7]}}}})")).names(),
            (std::vector<std::string>{"0-6", "7+"}));
}

TEST(Bands, RefuseEdgesThatAreNoBands) {
  for (const char* const data : {R"({})", R"({"reeve":{"thresholds":{"bands":{}}}})",
                                 R"({"reeve":{"thresholds":{"bands":{"days":[]}}}})",
                                 R"({"reeve":{"thresholds":{"bands":{"days":[30,30]}}}})",
                                 R"({"reeve":{"thresholds":{"bands":{"days":[90,30]}}}})",
                                 R"({"reeve":{"thresholds":{"bands":{"days":[0]}}}})",
                                 R"({"reeve":{"thresholds":{"bands":{"days":["7"]}}}})",
                                 R"({"reeve":{"thresholds":{"bands":{"days":[7.5]}}}})"}) {
    try {
      Bands::of(Json::parse(data));
      ADD_FAILURE() << data;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::policy) << data;
    }
  }
}

TEST(Bands, DaysAreWholeAndNeverNegative) {
  EXPECT_EQ(days_between(0, kDay - 1), 0);
  EXPECT_EQ(days_between(0, kDay), 1);
  EXPECT_EQ(days_between(kDay, 0), 0);
}

}  // namespace
}  // namespace reeve
