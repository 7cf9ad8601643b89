// Documents that show a terminal, and running what they show.
//
// A ```console block holds commands (lines that start with "$ ", continued while a line ends with a
// backslash) and what each prints, standard output and standard error together. In the expected output a line
// `...` stands for any lines, and … inside a line for any text. A command that does not end with 0 is
// followed by a last line `[exit N]`.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace reeve::test {

struct ConsoleStep {
  int line = 0;  // in the document, from 1
  std::string command;
  std::vector<std::string> expected;
};

std::vector<ConsoleStep> console_steps(std::string_view document);

// True where `actual` is what `expected` describes.
bool matches(const std::vector<std::string>& expected, const std::vector<std::string>& actual);

// Runs commands one after the other as one shell would: `cd` and variables of the environment given here hold
// on.
class Console {
 public:
  Console(std::filesystem::path folder, std::string path_prefix);
  // The lines printed, the exit line included where it is not 0.
  std::vector<std::string> run(const std::string& command);

 private:
  std::filesystem::path folder_;
  std::string path_prefix_;
};

}  // namespace reeve::test
