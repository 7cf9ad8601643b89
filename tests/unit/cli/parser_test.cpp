#include "cli/parser.h"

#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve::cli {
namespace {

using Kind = OptionSpec::Kind;
using Values = std::map<std::string, std::vector<std::string>>;

const std::vector<Command>& example_commands() {
  static const std::vector<Command> kCommands{
      {.name = "findings",
       .group = "look",
       .summary = "List findings",
       .details = {},
       .examples = {},
       .options = {{.name = "--rule", .help = "only of this rule", .kind = Kind::many},
                   {.name = "--severity", .help = "at least", .choices = {"low", "high"}},
                   {.name = "--limit", .help = "at most so many", .default_value = "20"},
                   {.name = "--all", .help = "resolved too", .kind = Kind::flag},
                   {.name = "FINDING", .help = "prefix"}}},
      {.name = "campaign open",
       .group = "review",
       .summary = "Open a campaign",
       .details = {},
       .examples = {},
       .options = {{.name = "NAME", .help = "its name", .required = true},
                   {.name = "--by", .help = "who", .required = true},
                   {.name = "PEOPLE", .help = "whom", .kind = Kind::many}},
       .prints_rows = false},
      {.name = "campaign close",
       .group = "review",
       .summary = "Close it",
       .details = {},
       .examples = {},
       .options = {}},
  };
  return kCommands;
}

Invocation parsed(const std::string& line) { return parse(split(line, ' '), example_commands(), 0); }

std::string refusal(const std::string& line) {
  try {
    parsed(line);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::usage) << line;
    return error.message();
  }
  return "accepted";
}

TEST(Parser, ReadsOptionsAndArguments) {
  const Invocation in = parsed("findings --rule a/b 3fa --rule c/d --severity=high --all --format json");
  EXPECT_EQ(in.command->name, "findings");
  EXPECT_EQ(in.args.values, (Values{{"--rule", {"a/b", "c/d"}},
                                    {"--severity", {"high"}},
                                    {"--limit", {"20"}},
                                    {"--all", {"yes"}},
                                    {"FINDING", {"3fa"}}}));
  EXPECT_EQ(in.args.format, "json");
  EXPECT_EQ(in.config_path, "reeve.toml");
  EXPECT_TRUE(in.color);
}

TEST(Parser, LeavesOutWhatIsNotGivenAndHasNoDefault) {
  const Invocation in = parsed("findings");
  EXPECT_EQ(in.args.values, (Values{{"--limit", {"20"}}}));
  EXPECT_EQ(in.args.format, "table");
}

TEST(Parser, ReadsCommandsOfTwoWords) {
  const Invocation in = parsed("campaign open spring --by ada findings close");
  EXPECT_EQ(in.command->name, "campaign open");
  EXPECT_EQ(in.args.values,
            (Values{{"NAME", {"spring"}}, {"--by", {"ada"}}, {"PEOPLE", {"findings", "close"}}}));
}

TEST(Parser, TakesCommonOptionsBeforeAndAfterTheCommand) {
  for (const std::string line :
       {"--config x.toml --no-color campaign close", "campaign --config x.toml close --no-color",
        "campaign close --no-color --config x.toml"}) {
    const Invocation in = parsed(line);
    EXPECT_EQ(in.config_path, "x.toml") << line;
    EXPECT_FALSE(in.color) << line;
  }
}

TEST(Parser, RefusesInWordsThatHelp) {
  const std::map<std::string, std::string> kExpected{
      {"", "say what to do; see `reeve --help`"},
      {"findnigs", "unknown command `findnigs`; did you mean `findings`?"},
      {"whatever", "unknown command `whatever`; see `reeve --help`"},
      {"campaign", "`reeve campaign` needs one of open, close; see `reeve campaign --help`"},
      {"campaign opne", "unknown command `opne`; did you mean `open`?"},
      {"findings --sevrity high", "unknown option `--sevrity`; did you mean `--severity`?"},
      {"findings --quiet", "unknown option `--quiet`; see `reeve findings --help`"},
      {"findings a b", "unknown argument `b`; see `reeve findings --help`"},
      {"findings --severity hgih",
       "`hgih` is no value of --severity, which is one of low, high; did you mean `high`?"},
      {"findings --format xml",
       "`xml` is no value of --format, which is one of table, json, csv; see `reeve findings --help`"},
      {"findings --rule", "`--rule` needs a value; see `reeve findings --help`"},
      {"findings --limit 3 --limit 4", "`--limit` is given twice; see `reeve findings --help`"},
      {"campaign open --by ada", "`reeve campaign open` needs NAME; see `reeve campaign open --help`"},
      {"campaign open spring", "`reeve campaign open` needs --by; see `reeve campaign open --help`"},
      {"campaign open spring --by ada --format json",
       "unknown option `--format`; see `reeve campaign open --help`"},
  };
  for (const auto& [line, message] : kExpected) EXPECT_EQ(refusal(line), message) << line;
}

TEST(Parser, AnswersHelpAndVersionAtEveryPlace) {
  EXPECT_EQ(parsed("--help").command, nullptr);
  EXPECT_NE(parsed("--help").text.find("campaign open"), std::string::npos);
  EXPECT_EQ(parsed("campaign --help").text,
            "Usage: reeve campaign COMMAND [OPTIONS]\n\n  campaign open   Open a campaign\n  campaign close  "
            "Close it\n");
  EXPECT_EQ(parsed("campaign open -h").text,
            "reeve campaign open: Open a campaign\n\n"
            "Usage: reeve campaign open --by VALUE [OPTIONS] NAME [PEOPLE...]\n\n"
            "Arguments\n  NAME       its name\n  PEOPLE...  whom\n\n"
            "Options\n"
            "  --by VALUE      who (required)\n"
            "  --config VALUE  the configuration to use (default: reeve.toml)\n"
            "  --no-color      plain text on a terminal too; NO_COLOR does the same\n"
            "  --help          say what the command does, with examples\n");
  EXPECT_EQ(parsed("--version").text.substr(0, 6), "reeve ");
}

}  // namespace
}  // namespace reeve::cli
