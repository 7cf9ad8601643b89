#include "cli/command.h"

namespace reeve::cli {

// Each is defined in the file of its name.
Command completion_command();
Command help_command();
Command serve_command();

std::span<const Command> commands() {
  static const std::vector<Command> kCommands{
      // set up
      completion_command(),
      // show
      serve_command(),
      // not listed
      help_command(),
  };
  return kCommands;
}

}  // namespace reeve::cli
