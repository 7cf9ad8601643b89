// What holds for every command in the table.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>

#include "cli/command.h"
#include "cli/help.h"
#include "cli/parser.h"
#include "engine/core/text.h"
#include "tests/support/paths.h"

namespace reeve::cli {
namespace {

// The words of an example up to a pipe or a redirection, without quotes; empty where it is not ours.
std::vector<std::string> words_of(std::string line) {
  line = line.substr(0, line.find_first_of("|>"));
  if (const auto at = line.find("<("); at != std::string::npos)
    line = line.substr(at + 2, line.find(')') - at - 2);
  std::vector<std::string> words(1);
  char quote = 0;
  for (char c : std::string(trim(line))) {
    if (c == quote)
      quote = 0;
    else if (quote == 0 && (c == '"' || c == '\''))
      quote = c;
    else if (quote == 0 && c == ' ')
      words.emplace_back();
    else
      words.back() += c;
  }
  if (words.front() != "reeve") return {};
  words.erase(words.begin());
  return words;
}

TEST(Commands, HaveDistinctNamesOfOneOrTwoWords) {
  std::set<std::string> names;
  for (const Command& command : commands()) {
    EXPECT_TRUE(names.insert(command.name).second) << command.name << " stands twice";
    EXPECT_LE(split(command.name, ' ').size(), 2U) << command.name;
    EXPECT_NE(command.run, nullptr) << command.name;
  }
}

TEST(Commands, SaySomethingAboutThemselvesAndTheirOptions) {
  for (const Command& command : commands()) {
    EXPECT_FALSE(command.summary.empty() || command.summary.ends_with('.')) << command.name;
    EXPECT_FALSE(command.examples.empty()) << command.name;
    for (const OptionSpec& option : command.options) {
      EXPECT_FALSE(option.help.empty()) << command.name << " " << option.name;
    }
  }
}

TEST(Commands, HaveExamplesThatParse) {
  for (const Command& command : commands()) {
    for (const std::string& example : command.examples) {
      const std::vector<std::string> words = words_of(example);
      if (words.empty()) continue;
      EXPECT_EQ(parse(words, commands(), 0).command->name, command.name) << example;
    }
  }
}

TEST(Commands, AreWhatTheDocumentSays) {
  std::ifstream file(test::source_dir() / "docs/commands.md", std::ios::binary);
  const std::string page{std::istreambuf_iterator<char>{file}, {}};
  EXPECT_EQ(page, commands_markdown(commands()))
      << "write it again: reeve help --markdown > docs/commands.md";
}

}  // namespace
}  // namespace reeve::cli
