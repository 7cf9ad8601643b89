// `reeve policy test`
#include "cli/command.h"
#include "engine/workflow/policy_new.h"

namespace reeve::cli {
namespace {

int run(Context& context, const Args& args, Output& out) {
  const PolicyTests tests = test_policies(context, args.get("FOLDER"));
  out.data << tests.said;
  out.messages << (tests.passed ? "next: `reeve policy check`\n" : "the tests did not pass\n");
  return tests.passed ? 0 : 1;
}

}  // namespace

Command policy_test_command() {
  return {.name = "policy test",
          .group = "set up",
          .summary = "Run the tests that stand beside rules",
          .details = "Runs every `*_test.rego` in the folder with the shipped helpers and the present data.",
          .examples = {"reeve policy test", "reeve policy test policies/rules"},
          .options = {{.name = "FOLDER", .help = "where the rules stand (default: `rules` in reeve.toml)"}},
          .prints_rows = false,
          .run = run};
}

}  // namespace reeve::cli
