// `reeve policy new`
#include "engine/workflow/policy_new.h"

#include "cli/command.h"

namespace reeve::cli {
namespace {

std::vector<std::string> grains() {
  const auto& names = EnumNames<Grain>::names;
  return {names.begin(), names.end()};
}

int run(Context& context, const Args& args, Output& out) {
  const Grain grain = *enum_value<Grain>(args.get("--grain"));
  for (const std::string& file :
       new_rule(context, {.id = args.get("RULE"), .grain = grain, .folder = args.get("--dir")})) {
    out.data << "wrote " << file << "\n";
  }
  out.messages << "next: write the rule, then `reeve policy test` and `reeve policy check`\n";
  return 0;
}

}  // namespace

Command policy_new_command() {
  return {
      .name = "policy new",
      .group = "set up",
      .summary = "Begin a rule: METADATA, a condition, tests and French words from a template",
      .details = "The files pass every check as they are. Nothing else has to be changed for a new rule.",
      .examples = {"reeve policy new need_to_know/test_data",
                   "reeve policy new ownership/odd --grain account"},
      .options = {{.name = "RULE", .help = "group/name, in small letters, digits and _", .required = true},
                  {.name = "--grain",
                   .help = "what the rule judges",
                   .default_value = "access",
                   .choices = grains()},
                  {.name = "--dir", .help = "where rules stand (default: `rules` in reeve.toml)"}},
      .prints_rows = false,
      .run = run};
}

}  // namespace reeve::cli
