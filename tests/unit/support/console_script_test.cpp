#include "tests/support/console_script.h"

#include <gtest/gtest.h>

#include "tests/support/scratch_dir.h"

namespace reeve::test {
namespace {

using Lines = std::vector<std::string>;

TEST(ConsoleScript, FindsCommandsAndWhatTheyPrint) {
  const auto steps =
      console_steps("text\n```console\n$ echo a \\\n  b\na b\n\n$ true\n```\n```sh\n$ rm -rf x\n```\n");
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_EQ(steps[0].command, "echo a \\\n  b");
  EXPECT_EQ(steps[0].expected, Lines{"a b"});
  EXPECT_EQ(steps[0].line, 3);
  EXPECT_EQ(steps[1].command, "true");
  EXPECT_EQ(steps[1].expected, Lines{});
}

TEST(ConsoleScript, ADotLineStandsForAnyLinesAndAnEllipsisForAnyText) {
  EXPECT_TRUE(matches({"a", "...", "z"}, {"a", "b", "c", "z"}));
  EXPECT_TRUE(matches({"a", "...", "z"}, {"a", "z"}));
  EXPECT_TRUE(matches({"run … of …!"}, {"run 1 of 2!"}));
  EXPECT_FALSE(matches({"run … of …!"}, {"run 1 of 2"}));
  EXPECT_FALSE(matches({"a"}, {"a", "b"}));
  EXPECT_FALSE(matches({"a", "b"}, {"a"}));
  EXPECT_FALSE(matches({"...", "z"}, {"z", "y"}));
}

TEST(ConsoleScript, CommandsShareAFolderAndTellTheirExit) {
  const ScratchDir dir;
  Console console(dir.path(), "/nowhere");
  EXPECT_EQ(console.run("mkdir sub && cd sub"), Lines{});
  EXPECT_EQ(console.run("basename \"$PWD\"; echo oops >&2; exit 3"), (Lines{"sub", "oops", "[exit 3]"}));
}

}  // namespace
}  // namespace reeve::test
