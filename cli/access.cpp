// `reeve access`
#include "cli/access_words.h"
#include "cli/gaps.h"
#include "cli/table.h"
#include "engine/core/text.h"
#include "engine/model/access_names.h"

namespace reeve::cli {
namespace {

std::vector<Json> row_of(const AccessView& view, const AccessTable& table, std::size_t i) {
  const Snapshot& snapshot = view.snapshot;
  const Entitlement& e = table.entitlements[table.entitlement[i].value];
  return {snapshot.source_name(snapshot[e.resource].origin.source),
          display_name(snapshot, e.resource),
          std::string(snapshot.text(e.privilege)),
          categories_json(snapshot, e),
          works_words(table.flags[i]),
          table.flags[i].grant_option,
          table.flags[i].direct_only,
          day_or_null(table.since[i]),
          day_or_null(table.usage[i].last_used)};
}

int run(Context& context, const Args& args, Output& out) {
  const AccessView view(context, args.has("--all") ? CatalogueScope::all : CatalogueScope::sensitive);
  const AccessAnswer answer = answer_access(view, args.get("PERSON"));
  Table table{.columns = {{.key = "source", .heading = "source"},
                          {.key = "resource", .heading = "resource"},
                          {.key = "privilege", .heading = "privilege"},
                          {.key = "categories", .heading = "categories", .wrap = true},
                          {.key = "works", .heading = "works"},
                          {.key = "grant_option", .heading = "may pass on"},
                          {.key = "direct_only", .heading = "direct only"},
                          {.key = "since", .heading = "since"},
                          {.key = "last_used", .heading = "last used"}},
              .rows = {}};
  for (std::size_t i = 0; i < answer.table.size(); ++i) table.rows.push_back(row_of(view, answer.table, i));
  out.messages << display_name(view.snapshot, answer.subject) << ": "
               << count_of(table.rows.size(), "access", "accesses") << " as of "
               << format_time(view.snapshot.info.as_of) << "\n";
  print(table, args, out);
  print_gaps(view.gaps, out);
  return answer.exit_code();
}

}  // namespace

Command access_command() {
  return {.name = "access",
          .group = "look",
          .summary = "Show everything that a person reaches",
          .details =
              "Shows what reaches customer data, and what nobody classified; with --all everything else as "
              "well. The person is named by key, employee number, e-mail or name; an account that belongs to "
              "nobody by its own name.",
          .examples = {"reeve access \"Ana Lopes\"", "reeve access ana@example.com --all",
                       "reeve access E1042 --format json"},
          .options = {{.name = "PERSON", .help = "a person or an account", .required = true},
                      {.name = "--all",
                       .help = "also what reaches no customer data",
                       .kind = OptionSpec::Kind::flag}},
          .run = run};
}

}  // namespace reeve::cli
