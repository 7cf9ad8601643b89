// `reeve who-can`
#include "cli/access_words.h"
#include "cli/gaps.h"
#include "cli/table.h"
#include "engine/core/text.h"
#include "engine/model/access_names.h"

namespace reeve::cli {
namespace {

std::vector<Json> row_of(const AccessView& view, const WhoCanRow& row) {
  const Snapshot& snapshot = view.snapshot;
  const Entitlement& e = view.catalogue.entitlements[row.entitlement.value];
  return {display_name(snapshot, row.subject),
          subject_kind(snapshot, row.subject),
          std::string(snapshot.text(e.privilege)),
          display_name(snapshot, row.resource),
          works_words(row.flags),
          e.resource == row.resource ? Json("") : Json(display_name(snapshot, e.resource)),
          day_or_null(row.usage.last_used)};
}

int run(Context& context, const Args& args, Output& out) {
  const AccessView view(context, CatalogueScope::all);
  const WhoCanAnswer answer = answer_who_can(view, args.get("WHAT"));
  Table table{.columns = {{.key = "who", .heading = "who"},
                          {.key = "kind", .heading = "kind"},
                          {.key = "privilege", .heading = "privilege"},
                          {.key = "resource", .heading = "on"},
                          {.key = "works", .heading = "works"},
                          {.key = "granted_on", .heading = "granted on"},
                          {.key = "last_used", .heading = "last used"}},
              .rows = {}};
  for (const WhoCanRow& row : answer.rows) table.rows.push_back(row_of(view, row));
  print(table, args, out);
  if (table.rows.empty()) out.messages << "nobody, as far as the sources tell\n";
  if (answer.undecided > 0) {
    out.messages << count_of(answer.undecided, "thing has", "things have")
                 << " no classification decision, so whether " << args.get("WHAT")
                 << " is among it is not known\n";
  }
  print_gaps(view.gaps, out);
  return answer.exit_code();
}

}  // namespace

Command who_can_command() {
  return {.name = "who-can",
          .group = "look",
          .summary = "Show everybody who reaches a category of data or a resource, and how",
          .details =
              "Answers column by column where the source tells columns. A right that stands higher up, on a "
              "table, a schema or the whole database, names where it was granted. Things that nobody "
              "classified are counted and end with exit code 4; sources that are missing or incomplete end "
              "with exit code 3.",
          .examples = {"reeve who-can customer_email", "reeve who-can shop.public.customers.email",
                       "reeve who-can customer_email --format csv"},
          .options = {{.name = "WHAT",
                       .help = "a category such as customer_email, or a resource",
                       .required = true}},
          .run = run};
}

}  // namespace reeve::cli
