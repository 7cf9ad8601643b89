// The tour of the README, executed line by line.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "engine/core/text.h"
#include "tests/support/console_script.h"
#include "tests/support/paths.h"
#include "tests/support/scratch_dir.h"

namespace reeve::test {
namespace {

std::string readme() {
  std::ifstream in(source_dir() / "README.md");
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

TEST(Readme, TheTourPrintsWhatItShows) {
  const ScratchDir dir;
  std::filesystem::copy(source_dir() / "docs", dir.path() / "docs", std::filesystem::copy_options::recursive);
  Console console(dir.path(), reeve_binary().parent_path().string());
  const auto steps = console_steps(readme());
  ASSERT_GT(steps.size(), 8U);
  for (const ConsoleStep& step : steps) {
    const auto printed = console.run(step.command);
    ASSERT_TRUE(matches(step.expected, printed))
        << "README.md:" << step.line << ": $ " << step.command << "\n"
        << join(printed, "\n");
  }
}

}  // namespace
}  // namespace reeve::test
