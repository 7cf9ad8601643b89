#include "engine/policy/rego_text.h"

#include <gtest/gtest.h>

namespace reeve {
namespace {

std::string place(const std::optional<TextPlace>& found) {
  return found ? std::to_string(found->row) + ":" + std::to_string(found->column) : "none";
}

TEST(RegoText, CodeIsWhatIsNoCommentAndNoString) {
  EXPECT_EQ(code_only("a # b\n\"c#\\\"d\" e `f\ng` h"), "a    \n        e   \n   h");
  EXPECT_EQ(code_only("\"open"), "     ");
}

TEST(RegoText, WordsAreFoundInCode) {
  const std::string text = "# status\nx := \"status\"\ny := statuses\nz := input.identity.status\n";
  EXPECT_EQ(place(find_word(text, "status")), "4:21");
  EXPECT_EQ(place(find_word(text, "identity.status")), "4:12");
  EXPECT_EQ(place(find_word(text, "state")), "none");
  EXPECT_EQ(place(find_word(text, "")), "none");
}

TEST(RegoText, ErasedBuiltinsAreFoundHoweverTheyAreWritten) {
  for (const char* const use : {"x := rego.metadata.rule()", "x := rego . metadata.chain()",
                                "x := rego[\"metadata\"].rule()", "x := f(rego.metadata.rule().title)",
                                "x := $\"{rego.metadata.rule().title}\"", "x := 1 # rego.metadata"}) {
    EXPECT_EQ(place(find_erased_builtin("package p\n" + std::string(use))).substr(0, 2), "2:") << use;
  }
}

TEST(RegoText, OtherUsesOfTheNameAreFine) {
  for (const char* const use :
       {"import rego.v1", "# uses no rego.metadata", "  # rego.metadata",
        "x := rego.parse_module(\"a\", \"b\")", "x := input.metadata", "x := myrego.metadata.x"}) {
    EXPECT_EQ(place(find_erased_builtin("package p\n" + std::string(use))), "none") << use;
  }
}

}  // namespace
}  // namespace reeve
