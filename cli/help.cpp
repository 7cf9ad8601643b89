#include "cli/help.h"

#include <algorithm>
#include <utility>

#include "cli/wrap.h"
#include "engine/core/text.h"
#include "engine/core/version.h"

namespace reeve::cli {
namespace {

constexpr std::size_t kWidest = 100;  // longer lines are hard to read
constexpr std::string_view kExitCodes =
    "0 done and nothing left to say, 1 error, 2 findings or differences, 3 a source incomplete, stale or "
    "quarantined, 4 policy engine unavailable, a rule or a resource not evaluable, 64 usage. 4 wins over 3, "
    "3 over 2.";

using Rows = std::vector<std::pair<std::string, std::string>>;  // a term and what it means

std::size_t line_width(int width) {
  return width <= 0 ? kWidest : std::min(kWidest, std::max<std::size_t>(static_cast<std::size_t>(width), 40));
}

std::string paragraph(const std::string& text, std::size_t width) {
  return join(wrap(text, width), "\n") + "\n";
}

std::string terms(const Rows& rows, std::size_t width) {
  std::size_t widest = 0;
  for (const auto& [term, meaning] : rows) widest = std::max(widest, utf8_length(term));
  const std::size_t indent = widest + 4;
  std::string out;
  for (const auto& [term, meaning] : rows) {
    std::string head = "  " + pad_right(term, widest) + "  ";
    for (const std::string& line : wrap(meaning, width > indent + 20 ? width - indent : 0)) {
      out += head + line + "\n";
      head.assign(indent, ' ');
    }
  }
  return out;
}

std::string placeholder(const OptionSpec& option) {
  return option.kind == OptionSpec::Kind::flag ? "" : " VALUE";
}

std::string term_of(const OptionSpec& option) {
  const std::string many = option.kind == OptionSpec::Kind::many ? "..." : "";
  return is_positional(option) ? option.name + many : option.name + placeholder(option);
}

std::string meaning_of(const OptionSpec& option) {
  std::string out = option.help;
  if (!option.choices.empty()) out += "; one of " + join(option.choices, ", ");
  if (!option.default_value.empty()) out += " (default: " + option.default_value + ")";
  if (option.required && !is_positional(option)) out += " (required)";
  if (option.kind == OptionSpec::Kind::many && !is_positional(option)) out += "; may be given again";
  return out;
}

std::string usage_of(const Command& command) {
  std::string out = "reeve " + command.name;
  for (const OptionSpec& option : command.options) {
    if (option.required && !is_positional(option)) out += " " + term_of(option);
  }
  out += " [OPTIONS]";
  for (const OptionSpec& option : command.options) {
    if (is_positional(option)) out += option.required ? " " + term_of(option) : " [" + term_of(option) + "]";
  }
  return out;
}

Rows rows_of(const std::vector<OptionSpec>& options, bool positional) {
  Rows rows;
  for (const OptionSpec& option : options) {
    if (is_positional(option) == positional) rows.emplace_back(term_of(option), meaning_of(option));
  }
  return rows;
}

// Headings in the order in which they first appear.
std::vector<std::string> groups_of(std::span<const Command> commands) {
  std::vector<std::string> groups;
  for (const Command& command : commands) {
    if (!command.group.empty() && std::ranges::find(groups, command.group) == groups.end()) {
      groups.push_back(command.group);
    }
  }
  return groups;
}

std::string anchor(const std::string& name) {
  std::string out = "reeve-" + name;
  std::ranges::replace(out, ' ', '-');
  return out;
}

std::string markdown_section(const Command& command) {
  std::string out =
      "\n## reeve " + command.name + "\n\n" + command.summary + ".\n\n    " + usage_of(command) + "\n";
  if (!command.details.empty()) out += "\n" + command.details + "\n";
  const std::vector<OptionSpec> own = [&] {
    std::vector<OptionSpec> options = command.options;
    if (command.prints_rows) options.push_back(format_option());
    return options;
  }();
  if (!own.empty()) out += "\n| Option | Meaning |\n|---|---|\n";
  for (const OptionSpec& option : own) out += "| `" + term_of(option) + "` | " + meaning_of(option) + " |\n";
  if (!command.examples.empty()) out += "\nExamples:\n\n";
  for (const std::string& example : command.examples) out += "    " + example + "\n";
  return out;
}

}  // namespace

std::span<const OptionSpec> common_options() {
  using Kind = OptionSpec::Kind;
  static const std::vector<OptionSpec> kCommon{
      {.name = "--config", .help = "the configuration to use", .default_value = "reeve.toml"},
      {.name = "--no-color",
       .help = "plain text on a terminal too; NO_COLOR does the same",
       .kind = Kind::flag},
      {.name = "--help", .help = "say what the command does, with examples", .kind = Kind::flag},
  };
  return kCommon;
}

const OptionSpec& format_option() {
  static const OptionSpec kFormat{.name = "--format",
                                  .help = "how rows are printed",
                                  .default_value = "table",
                                  .choices = {"table", "json", "csv"}};
  return kFormat;
}

std::vector<OptionSpec> options_of(const Command& command) {
  std::vector<OptionSpec> out = command.options;
  if (command.prints_rows) out.push_back(format_option());
  out.insert(out.end(), common_options().begin(), common_options().end());
  return out;
}

bool is_positional(const OptionSpec& option) { return !option.name.starts_with('-'); }

std::string overview_help(std::span<const Command> commands, int width) {
  const std::size_t columns = line_width(width);
  std::string out = "reeve " + std::string(version()) + "\n";
  out += paragraph(
      "Finds the staff whose access to customer data cannot be justified, has managers review it, "
      "has it removed, and proves that it is gone.",
      columns);
  out += "\nUsage: reeve COMMAND [OPTIONS]\n";
  for (const std::string& group : groups_of(commands)) {
    Rows rows;
    for (const Command& command : commands) {
      if (command.group == group) rows.emplace_back(command.name, command.summary);
    }
    out += "\n" + capitalised(group) + "\n" + terms(rows, columns);
  }
  std::vector<OptionSpec> everywhere(common_options().begin(), common_options().end());
  everywhere.push_back({.name = "--version", .help = "print the version", .kind = OptionSpec::Kind::flag});
  out += "\nOptions\n" + terms(rows_of(everywhere, false), columns);
  out += "\nExit codes\n" + paragraph(std::string(kExitCodes), columns);
  return out + "\n`reeve help COMMAND` shows a command with its options and examples.\n";
}

std::string command_help(const Command& command, int width) {
  const std::size_t columns = line_width(width);
  std::string out = paragraph("reeve " + command.name + ": " + command.summary, columns);
  out += "\nUsage: " + usage_of(command) + "\n";
  if (!command.details.empty()) out += "\n" + paragraph(command.details, columns);
  const std::vector<OptionSpec> options = options_of(command);
  if (const Rows rows = rows_of(options, true); !rows.empty()) out += "\nArguments\n" + terms(rows, columns);
  out += "\nOptions\n" + terms(rows_of(options, false), columns);
  if (!command.examples.empty()) out += "\nExamples\n";
  for (const std::string& example : command.examples) out += "  " + example + "\n";
  return out;
}

std::string group_help(const std::string& word, std::span<const Command> commands, int width) {
  Rows rows;
  for (const Command& command : commands) {
    if (command.name.starts_with(word + " ")) rows.emplace_back(command.name, command.summary);
  }
  return "Usage: reeve " + word + " COMMAND [OPTIONS]\n\n" + terms(rows, line_width(width));
}

std::string commands_markdown(std::span<const Command> commands) {
  std::string out =
      "# Commands\n\nWritten by `reeve help --markdown` from the declarations that the command line itself "
      "reads; "
      "a test compares.\n\nEvery command also knows `--config VALUE` (another reeve.toml), `--no-color` and "
      "`--help`. Data goes to\nstandard output, messages to standard error.\n\nExit codes: " +
      std::string(kExitCodes) + "\n";
  for (const std::string& group : groups_of(commands)) {
    out += "\n**" + capitalised(group) + "**\n\n";
    for (const Command& command : commands) {
      if (command.group == group) {
        out += "- [" + command.name + "](#" + anchor(command.name) + "): " + command.summary + "\n";
      }
    }
  }
  for (const Command& command : commands) {
    if (!command.group.empty()) out += markdown_section(command);
  }
  return out;
}

}  // namespace reeve::cli
