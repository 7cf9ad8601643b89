// The only file that knows CLI11. The library splits the words; what is wrong with them is said here, in our
// own words, from the same declarations.
#include "cli/parser.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <deque>

#include "cli/help.h"
#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/core/version.h"

namespace reeve::cli {
namespace {

constexpr int kManyWords = 1 << 20;

[[noreturn]] void usage_error(const std::string& message) { throw Error(ErrorCode::usage, message); }

// What one word on the command line can stand for at its place: a command, or the first word of several.
struct Node {
  CLI::App* app = nullptr;
  std::string path;                  // "campaign" or "campaign open"; empty at the top
  const Command* command = nullptr;  // null: a first word, or the top
  std::vector<OptionSpec> options;
};

class Grammar {
 public:
  Grammar(std::span<const Command> commands, int width) : commands_(commands), width_(width) {
    nodes_.push_back(first_word(&top_, ""));
    nodes_.front().options.push_back({.name = "--version", .help = "", .kind = OptionSpec::Kind::flag});
    for (const Command& command : commands) add(command);
    for (Node& node : nodes_) prepare(node);
  }

  Invocation read(std::vector<std::string> words) {
    std::ranges::reverse(words);  // CLI11 takes them from the back
    try {
      top_.parse(std::move(words));
    } catch (const CLI::ParseError& error) {
      explain(error);
    }
    const Node& node = chosen();
    if (given(node, "--version")) return {.text = "reeve " + std::string(version()) + "\n"};
    refuse_what_is_left(node);
    if (given(node, "--help")) return {.text = help_of(node)};
    if (node.command == nullptr) usage_error(no_command(node));
    return invocation(node);
  }

 private:
  void add(const Command& command) {
    std::string path;
    for (const std::string& word : split(command.name, ' ')) {
      CLI::App* parent = node_at(path)->app;
      path += (path.empty() ? "" : " ") + word;
      if (node_at(path) == nullptr) nodes_.push_back(first_word(parent->add_subcommand(word), path));
    }
    node_at(path)->command = &command;
    node_at(path)->options = options_of(command);
  }

  static Node first_word(CLI::App* app, const std::string& path) {
    return {.app = app,
            .path = path,
            .command = nullptr,
            .options = {common_options().begin(), common_options().end()}};
  }

  Node* node_at(const std::string& path) {
    const auto it = std::ranges::find(nodes_, path, &Node::path);
    return it == nodes_.end() ? nullptr : &*it;
  }

  static void prepare(Node& node) {
    node.app->set_help_flag();
    node.app->allow_extras();
    // Else a value that is called like a command would start that command.
    node.app->require_subcommand(0, 1);
    for (const OptionSpec& spec : node.options) {
      const std::string names = spec.name == "--help" ? "-h,--help" : spec.name;
      if (spec.kind == OptionSpec::Kind::flag) {
        node.app->add_flag(names)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
      } else {
        CLI::Option* option = node.app->add_option(names);
        const bool many = spec.kind == OptionSpec::Kind::many;
        if (many) option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        if (many && is_positional(spec)) option->expected(1, kManyWords);
        option->allow_extra_args(many && is_positional(spec));
      }
    }
  }

  // The deepest command that was named.
  const Node& chosen() const {
    const Node* node = &nodes_.front();
    for (const Node& other : nodes_) {
      if (other.app->parsed() && other.path.size() >= node->path.size()) node = &other;
    }
    return *node;
  }

  static const CLI::Option* option_of(const Node& node, const std::string& name) {
    return node.app->get_option_no_throw(name);
  }

  // Common options may stand before the command too.
  bool given(const Node& node, const std::string& name) const { return !results(node, name).empty(); }

  std::vector<std::string> results(const Node& node, const std::string& name) const {
    std::vector<std::string> out;
    for (const Node& level : nodes_) {
      const bool on_the_way =
          level.path.empty() || level.path == node.path || node.path.starts_with(level.path + " ");
      const CLI::Option* option = on_the_way ? option_of(level, name) : nullptr;
      if (option != nullptr) out.insert(out.end(), option->results().begin(), option->results().end());
    }
    return out;
  }

  std::string help_of(const Node& node) const {
    if (node.command != nullptr) return command_help(*node.command, width_);
    return node.path.empty() ? overview_help(commands_, width_) : group_help(node.path, commands_, width_);
  }

  std::vector<std::string> next_words(const Node& node) const {
    std::vector<std::string> out;
    for (const CLI::App* sub : node.app->get_subcommands([](const CLI::App*) { return true; })) {
      out.push_back(sub->get_name());
    }
    return out;
  }

  static std::string see_help(const Node& node) {
    return "see `reeve " + node.path + (node.path.empty() ? "" : " ") + "--help`";
  }

  std::string no_command(const Node& node) const {
    if (node.path.empty()) return "say what to do; " + see_help(node);
    return "`reeve " + node.path + "` needs one of " + join(next_words(node), ", ") + "; " + see_help(node);
  }

  void refuse_what_is_left(const Node& node) const {
    const std::vector<std::string> left = node.app->remaining();
    const std::vector<std::string> before = top_.remaining();
    if (left.empty() && before.empty()) return;
    const std::string word = left.empty() ? before.front() : left.front();
    std::vector<std::string> known;
    if (word.starts_with('-')) {
      for (const OptionSpec& option : node.options) {
        if (!is_positional(option)) known.push_back(option.name);
      }
    } else {
      known = next_words(node);
    }
    const std::string what = word.starts_with('-') ? "option" : known.empty() ? "argument" : "command";
    const auto near = nearest_name(word, known);
    usage_error("unknown " + what + " `" + word + "`; " +
                (near ? "did you mean `" + *near + "`?" : see_help(node)));
  }

  [[noreturn]] void explain(const CLI::ParseError& error) const {
    const Node& node = chosen();
    for (const OptionSpec& spec : node.options) {
      // CLI11 starts the message with the option's name.
      if (std::string_view(error.what()).starts_with(spec.name + ":")) {
        const bool twice = results(node, spec.name).size() > 1;
        usage_error("`" + spec.name + (twice ? "` is given twice" : "` needs a value") + "; " +
                    see_help(node));
      }
    }
    usage_error(lower_ascii(error.what()) + "; " + see_help(node));
  }

  Invocation invocation(const Node& node) const {
    Invocation out;
    out.command = node.command;
    out.color = !given(node, "--no-color");
    if (const auto paths = results(node, "--config"); !paths.empty()) out.config_path = paths.back();
    for (const OptionSpec& spec : node.command->options) {
      if (auto values = values_of(node, spec); values) out.args.values[spec.name] = std::move(*values);
    }
    if (node.command->prints_rows) out.args.format = values_of(node, format_option())->front();
    return out;
  }

  // nullopt: not given, and no default.
  static std::optional<std::vector<std::string>> values_of(const Node& node, const OptionSpec& spec) {
    const CLI::Option* option = option_of(node, spec.name);
    std::vector<std::string> values = option->results();
    if (spec.kind == OptionSpec::Kind::flag) {
      return option->count() > 0 ? std::optional(std::vector<std::string>{"yes"}) : std::nullopt;
    }
    if (values.empty() && !spec.default_value.empty()) values.push_back(spec.default_value);
    if (values.empty() && spec.required) {
      usage_error("`reeve " + node.path + "` needs " + spec.name + "; " + see_help(node));
    }
    for (const std::string& value : values) check_choice(node, spec, value);
    return values.empty() ? std::nullopt : std::optional(std::move(values));
  }

  static void check_choice(const Node& node, const OptionSpec& spec, const std::string& value) {
    if (spec.choices.empty() || std::ranges::find(spec.choices, value) != spec.choices.end()) return;
    const auto near = nearest_name(value, spec.choices);
    usage_error("`" + value + "` is no value of " + spec.name + ", which is one of " +
                join(spec.choices, ", ") +
                (near ? "; did you mean `" + *near + "`?" : "; " + see_help(node)));
  }

  std::span<const Command> commands_;
  int width_;
  CLI::App top_;
  std::deque<Node> nodes_;  // the top first
};

}  // namespace

Invocation parse(const std::vector<std::string>& words, std::span<const Command> commands, int width) {
  return Grammar(commands, width).read(words);
}

}  // namespace reeve::cli
