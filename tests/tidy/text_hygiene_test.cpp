#include "tests/tidy/text_hygiene.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/paths.h"
#include "tests/support/scratch_dir.h"

namespace reeve::tidy {
namespace {

using test::ScratchDir;
using testing::ElementsAre;
using testing::IsEmpty;

std::string lines(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "int a;\n";
  return text;
}

TEST(TextHygiene, HoldsInThisRepository) { EXPECT_THAT(untidy_text(test::source_dir()), IsEmpty()); }

TEST(TextHygiene, LeavesFixturesAndLongCleanFilesAlone) {
  const ScratchDir tree;
  tree.write("tests/golden/report.html", "a \n");
  tree.write("tests/scenarios/people.csv", "a\t\r\n");
  tree.write("engine/core/a.cpp", lines(600));
  tree.write("docs/long.md", lines(700));
  tree.write("policies/a.rego", "a if {\n\tb\n}\n");
  EXPECT_THAT(untidy_text(tree.path()), IsEmpty());
}

TEST(TextHygiene, NamesWhiteSpaceByFileAndLine) {
  const ScratchDir tree;
  tree.write("engine/core/a.h", "ok\nspace \n\tindent\nwindows\r\n");
  tree.write("scripts/setup", "tab at end\t\n");
  EXPECT_THAT(untidy_text(tree.path()),
              ElementsAre("engine/core/a.h:2: trailing white space", "engine/core/a.h:3: tab",
                          "engine/core/a.h:4: carriage return at the end of the line",
                          "scripts/setup:1: trailing white space"));
}

TEST(TextHygiene, NamesUnfinishedWork) {
  const ScratchDir tree;
  const std::string word = std::string{"TO"} + "DO";
  tree.write("policies/a.rego", "package a\n# " + word + ": later\n");
  tree.write("engine/core/a.cpp", "// MAS" + word + "N is another word\n");
  EXPECT_THAT(untidy_text(tree.path()), ElementsAre("policies/a.rego:2: unfinished: `" + word + "`"));
}

TEST(TextHygiene, NamesAFileThatIsTooLong) {
  const ScratchDir tree;
  tree.write("engine/core/a.cpp", lines(601));
  EXPECT_THAT(untidy_text(tree.path()),
              ElementsAre("engine/core/a.cpp:601: longer than 600 lines; is it one thing?"));
}

}  // namespace
}  // namespace reeve::tidy
