// `reeve policy diff`
#include "engine/workflow/policy_diff.h"

#include "cli/command.h"
#include "cli/table.h"
#include "engine/core/text.h"

namespace reeve::cli {
namespace {

void add_rows(Table& table, const std::string& change, const std::vector<Finding>& findings) {
  for (const Finding& f : findings) {
    table.rows.push_back(
        {change, std::string(to_string(f.severity)), f.rule, f.subject_name, f.manager_name, f.sentence});
  }
}

void tell(const PolicyDiff& diff, std::ostream& out) {
  for (const ChangedRule& rule : diff.rules) {
    out << "  " << rule.id << " (" << rule.change << "): opens " << rule.opens << ", closes " << rule.closes
        << "; " << count_of(rule.situations, "situation", "situations") << ", " << rule.asked << " asked";
    if (rule.not_evaluable_before != rule.not_evaluable_after)
      out << "; not evaluable " << rule.not_evaluable_before << ", then " << rule.not_evaluable_after;
    if (!rule.refused.empty()) out << "; refused: " << printable_utf8(rule.refused);
    out << "\n";
  }
  out << "on snapshot " << diff.snapshot << " the change opens "
      << count_of(diff.opens.size(), "finding", "findings") << " and closes " << diff.closes.size() << "; "
      << count_of(diff.unchanged, "rule is", "rules are") << " as before\n";
}

int run(Context& context, const Args& args, Output& out) {
  const PolicyDiff diff = diff_policies(context, args.get("OTHER"));
  Table table{.columns = {{.key = "change", .heading = "change"},
                          {.key = "severity", .heading = "severity"},
                          {.key = "rule", .heading = "rule"},
                          {.key = "subject", .heading = "for"},
                          {.key = "manager", .heading = "manager"},
                          {.key = "what", .heading = "what", .wrap = true}},
              .rows = {}};
  add_rows(table, "opens", diff.opens);
  add_rows(table, "closes", diff.closes);
  print(table, args, out);
  tell(diff, out.messages);
  return diff.exit_code();
}

}  // namespace

Command policy_diff_command() {
  return {
      .name = "policy diff",
      .group = "set up",
      .summary = "Say which findings a change of policies would open and close, and for whom",
      .details =
          "Compares the present policies with those in a folder (rules, lib, data, or a checkout with "
          "`policies` in it) on the latest snapshot, and asks the policy engine about the rules alone whose "
          "text, helpers, data or bands differ. Findings stay as they are.\nExit code 2: something would "
          "open or close; 4: something could not be judged any more.",
      .examples = {"reeve policy diff ../policies-next", "reeve policy diff other --format csv"},
      .options = {{.name = "OTHER", .help = "a folder with other policies", .required = true}},
      .run = run};
}

}  // namespace reeve::cli
