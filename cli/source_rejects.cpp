// `reeve source rejects`
#include "cli/command.h"
#include "cli/table.h"
#include "engine/core/text.h"
#include "engine/workflow/sources.h"

namespace reeve::cli {
namespace {

int run_rejects(Context& context, const Args& args, Output& out) {
  Table table{.columns = {{.key = "section", .heading = "section"},
                          {.key = "where", .heading = "where"},
                          {.key = "key", .heading = "blocked key"},
                          {.key = "reason", .heading = "reason", .wrap = true}},
              .rows = {}};
  const std::string source = args.get("SOURCE");
  for (const Reject& reject : rejected_rows(context, source)) {
    table.rows.push_back({std::string(to_string(reject.section)), reject.where,
                          reject.key ? Json(printable_key(*reject.key)) : Json(nullptr), reject.reason});
  }
  print(table, args, out);
  if (table.rows.empty()) out.messages << "the newest run of " << source << " rejected nothing\n";
  Outcome outcome;
  outcome.findings = !table.rows.empty();
  return outcome.exit_code();
}

}  // namespace

Command source_rejects_command() {
  return {
      .name = "source rejects",
      .group = "set up",
      .summary = "List the rows of a source that could not be used, with the reason of each",
      .details =
          "Rows of the newest run. A row whose key could be read blocks that key: nothing about it is called "
          "clean or removed. A row without a key makes its section partial. Exit code 2 where there are any.",
      .examples = {"reeve source rejects hr", "reeve source rejects hr --format csv > rejects.csv"},
      .options = {{.name = "SOURCE", .help = "name of the source in reeve.toml", .required = true}},
      .run = run_rejects};
}

}  // namespace reeve::cli
