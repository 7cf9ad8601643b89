// `reeve revoke apply`, `reeve revoke undo`
#include "engine/workflow/revoke_apply.h"

#include "cli/command.h"
#include "cli/table.h"
#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/workflow/revoke_plan.h"

namespace reeve::cli {
namespace {

Table table_of(const ApplyResult& result, bool for_real) {
  Table table{.columns = {{.key = "change", .heading = "change", .right = true},
                          {.key = "what", .heading = "what", .wrap = true},
                          {.key = "outcome", .heading = "outcome"},
                          {.key = "detail", .heading = "detail", .wrap = true}},
              .rows = {}};
  std::size_t no = 0;
  for (const AppliedChange& c : result.changes) {
    const bool possible = !for_real && c.answer.outcome == ActOutcome::done;
    table.rows.push_back({++no, c.planned.what,
                          c.before   ? "done before"
                          : possible ? "can be done"
                                     : std::string(to_string(c.answer.outcome)),
                          c.answer.detail});
  }
  return table;
}

int apply(Context& context, const Args& args, Output& out) {
  const std::string path = args.get("PLAN");
  const PlanFile plan = read_plan(path);
  const bool for_real = args.has("--yes");
  if (for_real && !args.has("--digest"))
    throw Error(ErrorCode::usage, "`--yes` needs `--digest` with the digest of the plan that was approved");
  const std::unique_ptr<Store> store = context.open_store();
  const ApplyResult result = for_real ? apply_plan(context, *store, plan, path, args.get("--digest"))
                                      : rehearse_plan(context, *store, plan);
  print(table_of(result, for_real), args, out);
  if (!for_real) {
    out.messages << "nothing was changed; to do it: `reeve revoke apply " << path << " --digest "
                 << to_hex(result.digest) << " --yes`\n";
  } else if (result.all_well()) {
    out.messages << "all done; next: `reeve sync` and `reeve verify` prove it\n";
  } else {
    out.messages << "stopped, " << result.left << " not come to; look at the source before going on\n";
  }
  return result.all_well() ? 0 : 1;
}

int undo(Context& context, const Args& args, Output& out) {
  const std::unique_ptr<Store> store = context.open_store();
  const Undo found = find_undo(context, *store, args.get("REMOVAL"));
  for (const std::string& statement : found.inverse) out.data << statement << ";\n";
  if (!args.has("--yes")) {
    out.messages << "nothing was changed; give `--yes` and `--reason` to put it back\n";
    return 0;
  }
  const RemoverAnswer answer = undo_removal(context, *store, found, args.get("--reason"));
  out.messages << printable_utf8(found.removal.what) << ", put back: " << to_string(answer.outcome) << ", "
               << printable_utf8(answer.detail) << "\n";
  return answer.outcome == ActOutcome::done || answer.outcome == ActOutcome::already ? 0 : 1;
}

}  // namespace

Command revoke_apply_command() {
  return {
      .name = "revoke apply",
      .group = "remove",
      .summary = "Remove what an approved plan says, with credentials of its own",
      .details =
          "Without --yes it only looks: each source is asked whether the change could be made now. With "
          "--yes "
          "the changes are made one at a time, at sources that have a section [remove.NAME] in reeve.toml. "
          "Each is read back in the same connection before it counts, and is recorded; the first that does "
          "not "
          "go as planned stops the rest. Nothing is done where the facts have changed since the plan was "
          "made. "
          "A removal that is done is claimed done; the next sync proves it. Given again after it was cut "
          "off, "
          "it looks first at what it had begun. Exit code 1 where something is not done.",
      .examples = {"reeve revoke apply removal-plan.json",
                   "reeve revoke apply removal-plan.json --digest 3fd1c09ab2c4 --yes"},
      .options = {{.name = "PLAN", .help = "the file that `reeve revoke plan` wrote", .required = true},
                  {.name = "--digest", .help = "the digest that was approved, twelve digits at least"},
                  {.name = "--yes", .help = "change the sources", .kind = OptionSpec::Kind::flag}},
      .run = apply};
}

Command revoke_undo_command() {
  return {
      .name = "revoke undo",
      .group = "remove",
      .summary = "Put back what reeve removed itself, as it was",
      .details =
          "With the grantor and the options that it had. Without --yes it only shows the statements. The "
          "removal is rejected then, with who did it and why. After `undo_days` of [removal] it is refused.",
      .examples = {"reeve revoke undo 3fd1c09a",
                   "reeve revoke undo 3fd1c09a --yes --reason \"wrong person\""},
      .options = {{.name = "REMOVAL", .help = "its short name in `reeve tickets list`", .required = true},
                  {.name = "--reason", .help = "why"},
                  {.name = "--yes", .help = "change the source", .kind = OptionSpec::Kind::flag}},
      .prints_rows = false,
      .run = undo};
}

}  // namespace reeve::cli
