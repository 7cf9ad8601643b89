// `reeve completion`: a completion script, written from the table of commands.
#include "cli/command.h"
#include "cli/help.h"
#include "engine/core/text.h"

namespace reeve::cli {
namespace {

std::string words_for(const std::string& after) {
  std::vector<std::string> words;
  for (const Command& command : commands()) {
    if (command.group.empty()) continue;
    const std::vector<std::string> name = split(command.name, ' ');
    const std::string& word = after.empty() ? name.front() : name.back();
    const bool fits = after.empty() || (name.size() == 2 && name.front() == after);
    if (fits && std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
  }
  return join(words, " ");
}

std::string options_line(const Command& command) {
  std::vector<std::string> names;
  for (const OptionSpec& option : options_of(command)) {
    if (!is_positional(option)) names.push_back(option.name);
  }
  return "    '" + command.name + "') words='" + join(names, " ") + "' ;;\n";
}

std::string choice_lines(const Command& command) {
  std::string out;
  for (const OptionSpec& option : options_of(command)) {
    if (option.choices.empty() || is_positional(option)) continue;
    out += "    '" + command.name + " " + option.name + "') words='" + join(option.choices, " ") + "' ;;\n";
  }
  return out;
}

std::string bash_script() {
  std::string first_words;
  std::string options;
  std::string choices;
  for (const Command& command : commands()) {
    if (command.group.empty()) continue;
    options += options_line(command);
    choices += choice_lines(command);
    const std::string word = split(command.name, ' ').front();
    const std::string line = "    '" + word + "') words='" + words_for(word) + "' ;;\n";
    if (word != command.name && first_words.find(line) == std::string::npos) first_words += line;
  }
  return "# bash completion of reeve: source <(reeve completion bash)\n"
         "_reeve() {\n"
         "  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} words=''\n"
         "  local one=${COMP_WORDS[1]} two=\"${COMP_WORDS[1]} ${COMP_WORDS[2]}\"\n"
         "  if [ \"$COMP_CWORD\" = 1 ]; then words='" +
         words_for("") +
         "'; fi\n"
         "  if [ \"$COMP_CWORD\" = 2 ]; then case $one in\n" +
         first_words +
         "  esac; fi\n"
         "  case $current in -*) for name in \"$one\" \"$two\"; do case $name in\n" +
         options +
         "  esac; done ;; esac\n"
         "  for name in \"$one $previous\" \"$two $previous\"; do case $name in\n" +
         choices +
         "  esac; done\n"
         "  mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
         "}\n"
         "complete -o default -F _reeve reeve\n";
}

int run_completion(Context&, const Args&, Output& out) {
  out.data << bash_script();
  return 0;
}

}  // namespace

Command completion_command() {
  return {.name = "completion",
          .group = "set up",
          .summary = "Print a completion script for the shell",
          .details = "Completes commands, options and the values of options that have a fixed set.",
          .examples = {"source <(reeve completion bash)"},
          .options = {{.name = "SHELL", .help = "the shell", .required = true, .choices = {"bash"}}},
          .prints_rows = false,
          .needs_config = false,
          .run = run_completion};
}

}  // namespace reeve::cli
