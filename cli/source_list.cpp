// `reeve source list`
#include "cli/command.h"
#include "cli/table.h"
#include "engine/core/text.h"
#include "engine/workflow/sources.h"

namespace reeve::cli {
namespace {

Json facts_of(const SyncRun& run) {
  std::int64_t kept = 0;
  for (const SectionSummary& section : run.sections) kept += section.kept;
  return kept;
}

std::vector<Json> row_of(const ListedSource& listed) {
  const auto& run = listed.newest_run;
  return {listed.config.name,
          listed.config.kind,
          std::string(to_string(listed.standing.standing)),
          run ? Json(run->no) : Json(nullptr),
          run ? Json(format_time(run->finished)) : Json(nullptr),
          run ? facts_of(*run) : Json(nullptr),
          run ? Json(run->reject_count) : Json(nullptr),
          listed.standing.reason};
}

std::string kinds_of(const Context& context) {
  std::vector<std::string> names;
  for (const ConnectorKind& kind : context.connectors) names.push_back(kind.name);
  return join(names, ", ");
}

int run_list(Context& context, const Args& args, Output& out) {
  Table table{.columns = {{.key = "source", .heading = "source"},
                          {.key = "kind", .heading = "kind"},
                          {.key = "standing", .heading = "standing"},
                          {.key = "run", .heading = "run", .right = true},
                          {.key = "read_at", .heading = "last read"},
                          {.key = "facts", .heading = "facts", .right = true},
                          {.key = "rejected", .heading = "rejected", .right = true},
                          {.key = "reason", .heading = "reason", .wrap = true}},
              .rows = {}};
  Outcome outcome;
  for (const ListedSource& listed : list_sources(context)) {
    table.rows.push_back(row_of(listed));
    if (listed.standing.standing != Standing::sound) outcome.incomplete = true;
  }
  print(table, args, out);
  if (table.rows.empty()) {
    out.messages << "no source is configured; add sections [source.NAME] to " << context.config.path
                 << " (kinds: " << kinds_of(context) << ")\n";
  }
  return outcome.exit_code();
}

}  // namespace

Command source_list_command() {
  return {.name = "source list",
          .group = "set up",
          .summary = "Show the configured sources and how each stands",
          .details =
              "A source is sound when its newest run is complete, recent and not quarantined, and no row of "
              "it was "
              "rejected. Any other "
              "standing ends with exit code 3.",
          .examples = {"reeve source list", "reeve source list --format json"},
          .options = {},
          .run = run_list};
}

}  // namespace reeve::cli
