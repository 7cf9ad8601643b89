// `reeve who-can`
#include <ranges>

#include "cli/access_words.h"
#include "cli/gaps.h"
#include "cli/table.h"
#include "engine/core/text.h"
#include "engine/model/access_names.h"

namespace reeve::cli {
namespace {

constexpr std::size_t kExamples = 5;
constexpr std::size_t kMostWays = 2'000;  // rows whose ways are worked out without being asked

std::vector<Json> row_of(const AccessView& view, const WhoCanRow& row) {
  const Snapshot& snapshot = view.snapshot;
  const Entitlement& e = view.catalogue.entitlements[row.entitlement.value];
  return {display_name(snapshot, row.subject),
          subject_kind(snapshot, row.subject),
          std::string(snapshot.text(e.privilege)),
          display_name(snapshot, row.resource),
          works_words(row.flags),
          e.resource == row.resource ? Json("") : Json(display_name(snapshot, e.resource)),
          row.through.empty() ? Json() : Json(row.through),
          day_or_null(row.since),
          day_or_null(row.usage.last_used)};
}

void tell_undecided(const AccessView& view, const std::vector<ResourceIx>& things, const std::string& what,
                    Output& out) {
  if (things.empty()) return;
  std::vector<std::string> names;
  for (const ResourceIx thing : things | std::views::take(kExamples)) {
    const Snapshot& snapshot = view.snapshot;
    names.push_back(display_name(snapshot, thing) + " of " +
                    std::string(snapshot.source_name(snapshot[thing].origin.source)));
  }
  if (things.size() > kExamples) names.push_back(std::to_string(things.size() - kExamples) + " more");
  out.messages << count_of(things.size(), "thing has", "things have")
               << " no classification decision, so whether " << what
               << " is among it is not known: " << enumerate_words(names) << "\n";
}

int run(Context& context, const Args& args, Output& out) {
  const AccessView view(context, CatalogueScope::all);
  WhoCanAnswer answer = answer_who_can(view, args.get("WHAT"));
  const bool ways = args.has("--ways") || answer.rows.size() <= kMostWays;
  if (ways) add_ways(view, answer.rows);
  Table table{.columns = {{.key = "who", .heading = "who"},
                          {.key = "kind", .heading = "kind"},
                          {.key = "privilege", .heading = "privilege"},
                          {.key = "resource", .heading = "on"},
                          {.key = "works", .heading = "works"},
                          {.key = "granted_on", .heading = "granted on"},
                          {.key = "through", .heading = "through", .wrap = true},
                          {.key = "since", .heading = "since"},
                          {.key = "last_used", .heading = "last used"}},
              .rows = {}};
  for (const WhoCanRow& row : answer.rows) table.rows.push_back(row_of(view, row));
  print(table, args, out);
  if (!ways) {
    out.messages << "the ways of so many rows (" << answer.rows.size()
                 << ") are not worked out; --ways does it, and takes longer\n";
  }
  if (table.rows.empty()) out.messages << "nobody, as far as the sources tell\n";
  tell_undecided(view, answer.undecided, args.get("WHAT"), out);
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
              "table, a schema or the whole database, names where it was granted. The way goes from the "
              "account over the groups and roles to the one that holds the right; `reeve explain` shows it "
              "edge by edge, with all others. Things that nobody classified are named and end with exit code "
              "4; sources that are missing or incomplete end "
              "with exit code 3.",
          .examples = {"reeve who-can customer_email", "reeve who-can shop.public.customers.email",
                       "reeve who-can customer_email --format csv"},
          .options = {{.name = "WHAT",
                       .help = "a category such as customer_email, or a resource",
                       .required = true},
                      {.name = "--ways",
                       .help = "work out the way of every access, however many there are",
                       .kind = OptionSpec::Kind::flag}},
          .run = run};
}

}  // namespace reeve::cli
