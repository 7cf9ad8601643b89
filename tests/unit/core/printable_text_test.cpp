#include <gtest/gtest.h>

#include "engine/core/text.h"

namespace reeve {
namespace {

constexpr auto kReplaced = "\ufffd";

TEST(PrintableText, IsLeftAsItIs) {
  for (const std::string text : {"", "plain\ttext\n", "\u00a0\u00e9\u0600\u061b\u061d",
                                 "\u200d\u2010\u2027\u202f\u2065\u206a", "\u4e2d\U0001f600"}) {
    EXPECT_EQ(printable_utf8(text), text);
  }
}

TEST(PrintableText, ReplacesWhatATerminalOrABrowserWouldActOn) {
  for (const std::string character :
       {"\x1b", "\x7f", "\r", "\u0080", "\u0085", "\u009b", "\u009f", "\u061c", "\u200e", "\u200f", "\u2028",
        "\u2029", "\u202a", "\u202c", "\u202e", "\u2066", "\u2069"}) {
    EXPECT_EQ(printable_utf8("a" + character + "b"), std::string("a") + kReplaced + "b");
  }
}

TEST(PrintableText, ReplacesEachByteThatIsNoCharacter) {
  EXPECT_EQ(printable_utf8("a\xff\xc2"), std::string("a") + kReplaced + kReplaced);
}

}  // namespace
}  // namespace reeve
