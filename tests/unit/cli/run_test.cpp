#include "cli/run.h"

#include <gtest/gtest.h>

#include <sstream>
#include <stdexcept>

#include "tests/support/scratch_dir.h"

namespace reeve::cli {
namespace {

Command command_that(int (*run)(Context&, const Args&, Output&), bool needs_config = false) {
  return {.name = "go",
          .group = "look",
          .summary = "Go",
          .details = {},
          .examples = {},
          .options = {},
          .prints_rows = false,
          .needs_config = needs_config,
          .run = run};
}

struct Ran {
  int code;
  std::string data;
  std::string messages;
  bool operator==(const Ran&) const = default;
};

Ran ran(const Command& command, std::vector<std::string> words = {"go"}) {
  std::ostringstream data;
  std::ostringstream messages;
  Output out{.data = data, .messages = messages};
  Context context;
  const std::vector<Command> commands{command};
  const int code = run(words, commands, context, out);
  return {code, data.str(), messages.str()};
}

void PrintTo(const Ran& r, std::ostream* out) { *out << r.code << " / " << r.data << " / " << r.messages; }

TEST(Run, GivesTheCommandsExitCode) {
  EXPECT_EQ(ran(command_that([](Context&, const Args&, Output& out) {
              out.data << "rows\n";
              return 2;
            })),
            (Ran{2, "rows\n", ""}));
}

TEST(Run, TurnsAnErrorIntoOneLine) {
  EXPECT_EQ(ran(command_that([](Context&, const Args&, Output&) -> int {
              throw Error(ErrorCode::incomplete, "source `hr` is\x1b quarantined");
            })),
            (Ran{3, "", "reeve: source `hr` is\xef\xbf\xbd quarantined\n"}));
  EXPECT_EQ(
      ran(command_that([](Context&, const Args&, Output&) -> int { throw std::runtime_error("boom"); })),
      (Ran{1, "", "reeve: internal error: boom\n"}));
  EXPECT_EQ(ran(command_that(nullptr), {"og"}),
            (Ran{64, "", "reeve: unknown command `og`; did you mean `go`?\n"}));
}

TEST(Run, KnowsTheExitCodeOfEveryError) {
  const std::map<ErrorCode, int> kExpected{{ErrorCode::usage, 64},     {ErrorCode::config, 1},
                                           {ErrorCode::not_found, 1},  {ErrorCode::conflict, 1},
                                           {ErrorCode::refused, 1},    {ErrorCode::source, 1},
                                           {ErrorCode::incomplete, 3}, {ErrorCode::policy_engine, 4},
                                           {ErrorCode::policy, 4},     {ErrorCode::store, 1},
                                           {ErrorCode::io, 1},         {ErrorCode::internal, 1}};
  for (const auto& [code, exit] : kExpected) EXPECT_EQ(exit_code_of(code), exit) << to_string(code);
}

TEST(Run, ReadsTheConfigurationFirst) {
  const test::ScratchDir dir;
  const std::string path = dir.write("other.toml", "company = \"Nile\"\n").string();
  const auto tell_company = [](Context& context, const Args&, Output& out) {
    out.data << context.config.company;
    return 0;
  };
  EXPECT_EQ(ran(command_that(tell_company, true), {"go", "--config", path}), (Ran{0, "Nile", ""}));
  const std::string absent = (dir.path() / "reeve.toml").string();
  EXPECT_EQ(
      ran(command_that(tell_company, true), {"--config", absent, "go"}),
      (Ran{1, "",
           "reeve: there is no `" + absent + "`; run `reeve init` here, or name another with --config\n"}));
}

}  // namespace
}  // namespace reeve::cli
