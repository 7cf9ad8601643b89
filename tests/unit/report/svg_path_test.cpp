#include "engine/report/svg_path.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace reeve {
namespace {

using testing::HasSubstr;
using testing::Not;

PathDrawing example() {
  return {.id = "p",
          .title = "How",
          .description = "From Ana to customers",
          .nodes = {{"person", "Ana <b>", "/access/of?who=a&at=1"},
                    {"group", std::string(60, 'g'), ""},
                    {"table", "customers", ""}},
          .steps = {{.label = "is in", .source = "shop", .cut = true}, {.label = "SELECT", .source = ""}}};
}

TEST(PathDrawing, HasABoxForEachPlaceAndAnArrowForEachStep) {
  const std::string svg = path_drawing(example());
  std::size_t boxes = 0;
  for (std::size_t at = svg.find("<rect"); at != std::string::npos; at = svg.find("<rect", at + 1)) ++boxes;
  EXPECT_EQ(boxes, 3U);
  EXPECT_THAT(svg, HasSubstr("<title id=\"p-t\">How</title><desc id=\"p-d\">From Ana to customers</desc>"));
  EXPECT_THAT(svg, HasSubstr(">is in \xC2\xB7 shop \xC2\xB7 remove this</text>"));
  EXPECT_THAT(svg, HasSubstr(">SELECT</text>"));
  EXPECT_LT(svg.find("person"), svg.find("table"));
}

TEST(PathDrawing, EscapesEveryTextAndShortensLongNames) {
  const std::string svg = path_drawing(example());
  EXPECT_THAT(svg, Not(HasSubstr("<b>")));
  EXPECT_THAT(svg, HasSubstr("Ana &lt;b&gt;"));
  EXPECT_THAT(svg, HasSubstr("href=\"/access/of?who=a&amp;at=1\""));
  EXPECT_THAT(svg, HasSubstr(">" + std::string(35, 'g') + "\xE2\x80\xA6</text>"));
}

TEST(PathDrawing, OfNothingIsNothing) { EXPECT_EQ(path_drawing({}), ""); }

}  // namespace
}  // namespace reeve
