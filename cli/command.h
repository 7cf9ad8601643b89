// One command of the command line, declared once: the parser, --help, shell completion and docs/commands.md
// read this.
//
// Contract: a command writes data to `out.data` (stdout) and messages to `out.messages` (stderr), and returns
// the exit code: 0 done and nothing left to say, 1 error, 2 findings or differences, 3 a source incomplete,
// stale or quarantined, 4 policy engine unavailable or something not evaluable, 64 usage.
#pragma once

#include <map>
#include <ostream>
#include <span>
#include <string>
#include <vector>

#include "engine/workflow/context.h"

namespace reeve::cli {

struct OptionSpec {
  std::string name;  // "--severity", or "FINDING" for a positional
  std::string help;
  enum class Kind : unsigned char { flag, value, many } kind = Kind::value;
  bool required = false;
  std::string default_value;
  std::vector<std::string> choices;
};

struct Args {
  std::map<std::string, std::vector<std::string>>
      values;                    // by OptionSpec::name; absent = not given, and no default
  std::string format = "table";  // --format table|json|csv, on every command that prints rows

  bool has(const std::string& name) const { return values.contains(name); }
  std::string get(const std::string& name, const std::string& fallback = {}) const {
    const auto it = values.find(name);
    return it == values.end() || it->second.empty() ? fallback : it->second.front();
  }
  const std::vector<std::string>& all(const std::string& name) const {
    static const std::vector<std::string> kNone;
    const auto it = values.find(name);
    return it == values.end() ? kNone : it->second;
  }
};

struct Output {
  std::ostream& data;
  std::ostream& messages;
  bool color = false;  // stdout is a terminal and NO_COLOR is not set
  int width = 0;       // columns of the terminal, 0 = unlimited
};

struct Command {
  std::string name;  // "campaign open": one or two words
  std::string
      group;  // heading in `reeve --help`: "set up", "look", "review", "remove", "show"; empty = not listed
  std::string summary;                // one line
  std::string details;                // a paragraph or two
  std::vector<std::string> examples;  // full command lines
  std::vector<OptionSpec> options;
  bool prints_rows = true;   // has --format
  bool needs_config = true;  // reads reeve.toml before running
  int (*run)(Context& context, const Args& args, Output& out) = nullptr;
};

// The one visible table (cli/commands.cpp): a new command is its own file plus one entry here.
std::span<const Command> commands();

}  // namespace reeve::cli
