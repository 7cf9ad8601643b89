// What `--help` and docs/commands.md say, all read from the declarations in Command.
#pragma once

#include <span>
#include <string>

#include "cli/command.h"

namespace reeve::cli {

// Options that every command has. --format is added to commands that print rows.
std::span<const OptionSpec> common_options();
const OptionSpec& format_option();

// Own options, --format where it applies, then the common ones.
std::vector<OptionSpec> options_of(const Command& command);

bool is_positional(const OptionSpec& option);

std::string overview_help(std::span<const Command> commands, int width);
std::string command_help(const Command& command, int width);
// The commands that begin with `word`: `reeve campaign --help`.
std::string group_help(const std::string& word, std::span<const Command> commands, int width);

// docs/commands.md, byte for byte.
std::string commands_markdown(std::span<const Command> commands);

}  // namespace reeve::cli
