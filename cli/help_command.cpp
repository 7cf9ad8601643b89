// `reeve help`: the same texts as --help, and the page docs/commands.md.
#include "cli/command.h"
#include "cli/help.h"
#include "cli/parser.h"
#include "engine/core/text.h"

namespace reeve::cli {
namespace {

int run_help(Context&, const Args& args, Output& out) {
  if (args.has("--markdown")) {
    out.data << commands_markdown(commands());
    return 0;
  }
  std::vector<std::string> words = args.all("COMMAND");
  words.emplace_back("--help");
  out.data << parse(words, commands(), out.width).text;
  return 0;
}

}  // namespace

Command help_command() {
  return {.name = "help",
          .group = "",
          .summary = "Say what a command does",
          .details = {},
          .examples = {"reeve help sync", "reeve help --markdown > docs/commands.md"},
          .options = {{.name = "COMMAND", .help = "one or two words", .kind = OptionSpec::Kind::many},
                      {.name = "--markdown",
                       .help = "print the reference of all commands",
                       .kind = OptionSpec::Kind::flag}},
          .prints_rows = false,
          .needs_config = false,
          .run = run_help};
}

}  // namespace reeve::cli
