// From words of a command line to what they ask for.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/command.h"

namespace reeve::cli {

struct Invocation {
  const Command* command = nullptr;  // null: `text` is the whole answer (help, version)
  Args args;
  std::string text;
  std::string config_path = "reeve.toml";
  bool color = true;  // false: --no-color
};

// `words` without the program's own name; `width` is for help texts. The result points into `commands`.
// Throws Error{usage} that names the word, what is near it and where help is.
Invocation parse(const std::vector<std::string>& words, std::span<const Command> commands, int width);

}  // namespace reeve::cli
