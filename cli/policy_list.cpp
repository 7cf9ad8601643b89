// `reeve policy list`
#include <algorithm>

#include "cli/command.h"
#include "cli/table.h"
#include "engine/core/text.h"
#include "engine/workflow/policy_check.h"

namespace reeve::cli {
namespace {

int run(Context& context, const Args& args, Output& out) {
  Table table{.columns = {{.key = "rule", .heading = "rule"},
                          {.key = "severity", .heading = "severity"},
                          {.key = "grain", .heading = "grain"},
                          {.key = "finds", .heading = "finds", .wrap = true},
                          {.key = "controls", .heading = "controls", .wrap = true},
                          {.key = "from", .heading = "from"},
                          {.key = "on", .heading = "on"}},
              .rows = {}};
  const std::vector<std::string>& disabled = context.config.disabled_rules;
  for (const CheckedRule& checked : list_policies(context)) {
    const RuleMetadata& metadata = checked.rule.metadata;
    const bool on = std::ranges::find(disabled, checked.rule.id) == disabled.end();
    table.rows.push_back({checked.rule.id, std::string(to_string(metadata.severity)),
                          std::string(to_string(metadata.grain)), metadata.title,
                          join(metadata.controls, ", "), checked.is_own ? "your company" : "shipped", on});
  }
  print(table, args, out);
  out.messages << count_of(table.rows.size(), "rule", "rules") << "\nnext: `reeve policy check`\n";
  return 0;
}

}  // namespace

Command policy_list_command() {
  return {
      .name = "policy list",
      .group = "set up",
      .summary = "List the rules: what each finds, how bad it is, and which controls ask for it",
      .details = "Shipped rules and those in the folder that `rules` under [policies] in reeve.toml names.",
      .examples = {"reeve policy list", "reeve policy list --format csv"},
      .options = {},
      .run = run};
}

}  // namespace reeve::cli
