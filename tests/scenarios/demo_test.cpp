// `reeve demo` with the real program: it tells the whole path, leaves a usable folder, and can be run again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/text.h"
#include "tests/support/program.h"
#include "tests/support/scratch_dir.h"

namespace reeve::test {
namespace {

using testing::HasSubstr;

// Lines that begin at the margin: the headings.
std::vector<std::string> headings(const std::string& told) {
  std::vector<std::string> found;
  for (const std::string& line : split(told, '\n')) {
    if (!line.empty() && line[0] >= '1' && line[0] <= '9' && line.size() > 2 && line[1] == '.')
      found.push_back(line);
  }
  return found;
}

std::size_t count_of_text(const std::string& told, const std::string& text) {
  std::size_t count = 0;
  for (std::size_t at = told.find(text); at != std::string::npos; at = told.find(text, at + 1)) ++count;
  return count;
}

TEST(Demo, TellsTheWholePathAndCanBeRunAgain) {
  const ScratchDir dir;
  const std::vector<std::string> command{"demo", "--people", "1000", "--seed", "4", "--dir", "company"};
  for (int run = 0; run < 2; ++run) {
    const ProgramResult result = run_reeve(dir.path(), command);
    ASSERT_EQ(result.exit_code, 0) << result.messages;
    EXPECT_EQ(headings(result.data),
              (std::vector<std::string>{
                  "1. An invented company", "2. reeve sync: read the directory, HR and the databases",
                  "3. reeve evaluate: who reaches which customer data, and is it justified?",
                  "4. reeve campaign open: ask the managers", "5. reeve tickets push: ask for the removals",
                  "6. reeve sync and reeve verify: is it gone?"}));
    EXPECT_THAT(result.data, HasSubstr("review-night-shift"));
    EXPECT_THAT(result.data, HasSubstr("3 tickets in "));
    EXPECT_EQ(count_of_text(result.data, ": verified removed\n"), 3U);
    EXPECT_THAT(result.data, HasSubstr("18 findings are resolved\n"));
    EXPECT_THAT(result.data, HasSubstr("/enter/"));
    EXPECT_TRUE(std::filesystem::exists(dir.path() / "company/report.html"));
  }
  EXPECT_EQ(run_reeve(dir.path() / "company", {"verify"}).exit_code, 0);
}

TEST(Demo, RefusesAFolderThatIsNotItsOwn) {
  const ScratchDir dir;
  dir.write("mine/notes.txt", "keep me");
  const ProgramResult result = run_reeve(dir.path(), {"demo", "--people", "1000", "--dir", "mine"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.messages, HasSubstr("holds files that are not of a demo; choose another with --dir"));
  EXPECT_TRUE(std::filesystem::exists(dir.path() / "mine/notes.txt"));
}

}  // namespace
}  // namespace reeve::test
