#include "engine/report/svg_chart.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace reeve {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(BarChart, DrawsEveryPartToOneScale) {
  const std::string svg =
      bar_chart({.id = "c",
                 .title = "T<",
                 .description = "D",
                 .legend = {{"c-a", "first"}},
                 .rows = {{.label = "one", .segments = {{"c-a", 10}, {"c-b", 0}}, .note = "10"},
                          {.label = "two", .segments = {{"c-a", 4}, {"c-b", 1}}, .note = "5"}}});
  EXPECT_EQ(
      svg,
      "<svg role=\"img\" aria-labelledby=\"c-t c-d\" viewBox=\"0 0 560 90\"><title id=\"c-t\">T&lt;</title>"
      "<desc id=\"c-d\">D</desc><rect class=\"c-a\" x=\"196\" y=\"4\" width=\"12\" height=\"12\"/>"
      "<text class=\"key\" x=\"214\" y=\"14.5\">first</text>"
      "<g><title>one: 10</title><text class=\"label\" x=\"184\" y=\"43.5\">one</text>"
      "<rect class=\"c-a\" x=\"196\" y=\"30\" width=\"298\" height=\"18\"/>"
      "<text class=\"note\" x=\"502\" y=\"43.5\">10</text></g>"
      "<g><title>two: 5</title><text class=\"label\" x=\"184\" y=\"73.5\">two</text>"
      "<rect class=\"c-a\" x=\"196\" y=\"60\" width=\"119.2\" height=\"18\"/>"
      "<rect class=\"c-b\" x=\"315.2\" y=\"60\" width=\"29.8\" height=\"18\"/>"
      "<text class=\"note\" x=\"353\" y=\"73.5\">5</text></g>"
      "<line class=\"axis\" x1=\"196\" y1=\"26\" x2=\"196\" y2=\"84\"/></svg>");
}

TEST(BarChart, ALongNoteFitsBesideTheLongestBar) {
  const std::string svg = bar_chart(
      {.id = "c", .rows = {{.label = "one", .segments = {{"c-a", 560}}, .note = "10 of 560 cases"}}});
  EXPECT_NE(svg.find("width=\"228.5\""), std::string::npos) << svg;  // 560 - 196 - (8 + 15 x 8.5)
}

TEST(BarChart, ALongLabelIsShortenedAndWholeInTheTitle) {
  const std::string label(60, 'x');
  const std::string svg = bar_chart({.id = "c", .rows = {{.label = label, .note = "1"}}});
  EXPECT_THAT(svg, HasSubstr(">" + std::string(27, 'x') + "\xE2\x80\xA6<"));
  EXPECT_THAT(svg, HasSubstr("<title>" + label + ": 1</title>"));
}

TEST(TimeChart, StepsFromFirstToLastMoment) {
  const std::string svg =
      time_chart({.id = "t",
                  .title = "T",
                  .description = "D",
                  .from = 0,
                  .to = 10 * kDay,
                  .ceiling = 10,
                  .series = {{.key = {"c-a", "done"}, .points = {{5 * kDay, 5}, {20 * kDay, 10}}}},
                  .marks = {{5 * kDay, "half"}}});
  EXPECT_THAT(svg, HasSubstr("<path class=\"c-a\" d=\"M42 206H294V116H546V26H546V206Z\"/>"));
  EXPECT_THAT(svg, HasSubstr("<line class=\"mark\" x1=\"294\""));
  EXPECT_THAT(svg, HasSubstr(">1970-01-01<"));
  EXPECT_THAT(svg, HasSubstr(">1970-01-11<"));
}

TEST(TimeChart, WithoutTimeOrCasesStillDraws) {
  const std::string svg = time_chart({.id = "t", .from = 5, .to = 5, .series = {{.key = {"c-a", "done"}}}});
  EXPECT_THAT(svg, Not(HasSubstr("nan")));
  EXPECT_THAT(svg, Not(HasSubstr("inf")));
}

}  // namespace
}  // namespace reeve
