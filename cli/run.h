// One run of the program, from its words to its exit code.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/command.h"
#include "engine/core/error.h"

namespace reeve::cli {

// usage 64, incomplete 3, policy_engine and policy 4, everything else 1.
int exit_code_of(ErrorCode code);

// Parses `words` (without the program's name), reads reeve.toml into `context` where the command needs it,
// and runs the command. Never throws: an Error becomes the line "reeve: message" on out.messages and its exit
// code.
int run(const std::vector<std::string>& words, std::span<const Command> commands, Context& context,
        Output& out) noexcept;

}  // namespace reeve::cli
