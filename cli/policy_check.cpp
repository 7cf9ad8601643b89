// `reeve policy check`
#include "engine/workflow/policy_check.h"

#include "cli/command.h"
#include "cli/gaps.h"
#include "cli/table.h"
#include "engine/core/text.h"

namespace reeve::cli {
namespace {

Json number(const std::optional<std::size_t>& count) { return count ? Json(*count) : Json(nullptr); }

int run(Context& context, const Args& args, Output& out) {
  const PolicyCheck check = check_policies(context);
  Table table{.columns = {{.key = "rule", .heading = "rule"},
                          {.key = "subjects", .heading = "subjects", .right = true},
                          {.key = "situations", .heading = "situations", .right = true},
                          {.key = "reads", .heading = "reads", .wrap = true},
                          {.key = "problem", .heading = "problem", .wrap = true}},
              .rows = {}};
  std::size_t situations = 0;
  for (const CheckedRule& rule : check.rules) {
    situations += rule.situations.value_or(0);
    table.rows.push_back({rule.rule.id, number(rule.subjects), number(rule.situations),
                          join(rule.attributes, ", "), rule.problem});
  }
  print(table, args, out);
  for (const std::string& problem : check.problems)
    out.messages << "wrong: " << printable_utf8(problem) << "\n";
  print_disabled(check.disabled, out);
  out.messages << count_of(check.rules.size(), "rule", "rules") << ", "
               << count_of(situations, "situation", "situations") << " on the latest snapshot\n"
               << (check.not_evaluable ? "something is wrong; see above\n" : "next: `reeve evaluate`\n");
  return check.exit_code();
}

}  // namespace

Command policy_check_command() {
  return {.name = "policy check",
          .group = "set up",
          .summary = "Say what each rule reads, how many situations that makes, and what is wrong",
          .details =
              "Compiles all rules, holds what they read against the attribute catalogue and the data files "
              "against their schemas and one another, and counts the distinct situations of each rule on the "
              "latest snapshot. What is wrong is named with file, row, column and the nearest name, and ends "
              "with exit code 4.",
          .examples = {"reeve policy check", "reeve policy check --format json"},
          .options = {},
          .run = run};
}

}  // namespace reeve::cli
