#include "cli/wrap.h"

#include <gtest/gtest.h>

namespace reeve::cli {
namespace {

using Lines = std::vector<std::string>;

TEST(Wrap, BreaksAtSpaces) {
  EXPECT_EQ(wrap("one two three", 8), (Lines{"one two", "three"}));
  EXPECT_EQ(wrap("one two three", 0), (Lines{"one two three"}));
  EXPECT_EQ(wrap("one two", 7), (Lines{"one two"}));
}

TEST(Wrap, BreaksAWordThatIsLongerThanALineBetweenItsLetters) {
  EXPECT_EQ(wrap("a øøøøø b", 3), (Lines{"a", "øøø", "øø", "b"}));
}

TEST(Wrap, KeepsLineFeedsAndHasAtLeastOneLine) {
  EXPECT_EQ(wrap("one\ntwo", 8), (Lines{"one", "two"}));
  EXPECT_EQ(wrap("", 8), (Lines{""}));
}

TEST(Pad, CountsWhatATerminalShows) {
  EXPECT_EQ(pad_right("ø", 3), "ø  ");
  EXPECT_EQ(pad_left("ø", 3), "  ø");
  EXPECT_EQ(pad_left("long", 3), "long");
}

}  // namespace
}  // namespace reeve::cli
