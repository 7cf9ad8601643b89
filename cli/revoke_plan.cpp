// `reeve revoke plan`, `reeve revoke approve`
#include "engine/workflow/revoke_plan.h"

#include <fstream>

#include "cli/command.h"
#include "cli/table.h"
#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/workflow/revoke_apply.h"

namespace reeve::cli {
namespace {

void write_file(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  if (!file) throw Error(ErrorCode::io, "cannot write the plan to `" + path + "`");
}

Table table_of(const PlanFile& plan) {
  Table table{.columns = {{.key = "change", .heading = "change", .right = true},
                          {.key = "what", .heading = "what", .wrap = true},
                          {.key = "decided_by", .heading = "decided by"},
                          {.key = "statements", .heading = "statements", .wrap = true},
                          {.key = "also_gone", .heading = "goes with it", .wrap = true},
                          {.key = "costs", .heading = "what else is lost", .wrap = true},
                          {.key = "why_not", .heading = "why it is not in the plan", .wrap = true}},
              .rows = {}};
  std::size_t no = 0;
  for (const PlannedChange& c : plan.changes) {
    table.rows.push_back({++no, c.what, c.decided_by, join(c.change.steps, "; "), join(c.also_gone, "; "),
                          c.costs.empty() ? "nothing" : join(c.costs, "; "), ""});
  }
  for (const NotPlanned& n : plan.not_planned) table.rows.push_back({nullptr, n.what, "", "", "", "", n.why});
  return table;
}

int plan(Context& context, const Args& args, Output& out) {
  const std::unique_ptr<Store> store = context.open_store();
  const PlanFile made = make_plan(context, *store);
  const std::string path = args.get("--output", "removal-plan.json");
  write_file(path, plan_text(made));
  print(table_of(made), args, out);
  out.messages << "wrote " << path << ": " << count_of(made.changes.size(), "change", "changes") << ", "
               << made.not_planned.size() << " not planned\n"
               << "digest " << to_hex(plan_digest(made)) << "\n";
  if (!made.changes.empty()) out.messages << "next: read it, then `reeve revoke apply " << path << "`\n";
  return made.not_planned.empty() ? 0 : 2;
}

int approve(Context& context, const Args& args, Output& out) {
  const std::unique_ptr<Store> store = context.open_store();
  const PlanFile read = read_plan(args.get("PLAN"));
  const auto approvals = approve_plan(context, *store, read, args.get("--by"));
  Table table{.columns = {{.key = "approved_by", .heading = "approved by"}, {.key = "at", .heading = "at"}},
              .rows = {}};
  for (const PlanApproval& a : approvals) table.rows.push_back({a.by_name, format_time(a.at)});
  print(table, args, out);
  out.messages << approvals.size() << " of " << approvals_needed(context.config.removal, read)
               << " that are needed\n";
  return 0;
}

}  // namespace

Command revoke_plan_command() {
  return {
      .name = "revoke plan",
      .group = "remove",
      .summary = "Write down exactly what would be removed, for review",
      .details =
          "One change for each removal that is decided and not proven: the statements, what would bring it "
          "back, what the source takes with it, and who else loses what. What cannot be planned says why: "
          "it is held, nobody knows a statement, its source was not read well enough, or it would take the "
          "last administrator, a break-glass account, or too much of a source at once. The file has a "
          "digest; only what has this digest is applied. Exit code 2 where something is not planned.",
      .examples = {"reeve revoke plan", "reeve revoke plan --output friday.json"},
      .options = {{.name = "--output", .help = "the file to write", .default_value = "removal-plan.json"}},
      .run = plan};
}

Command revoke_approve_command() {
  return {
      .name = "revoke approve",
      .group = "remove",
      .summary = "Record that a person agrees to a removal plan",
      .details =
          "How many people have to agree stands in [removal] of reeve.toml. Whoever loses something by the "
          "plan cannot approve it.",
      .examples = {"reeve revoke approve removal-plan.json --by \"Ines Duarte\""},
      .options = {{.name = "PLAN", .help = "the file", .required = true},
                  {.name = "--by", .help = "who agrees", .required = true}},
      .run = approve};
}

}  // namespace reeve::cli
