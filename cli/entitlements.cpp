// `reeve entitlements`
#include "engine/workflow/entitlements.h"

#include "cli/command.h"
#include "cli/gaps.h"
#include "cli/table.h"
#include "engine/core/text.h"

namespace reeve::cli {
namespace {

Json categories_of(const ListedEntitlement& entitlement) {
  std::vector<std::string> out = entitlement.categories;
  if (entitlement.undecided) out.emplace_back("undecided");
  return out;
}

int run(Context& context, const Args& args, Output& out) {
  const EntitlementsAnswer answer = list_entitlements(context, args.get("--language"));
  Table table{.columns = {{.key = "source", .heading = "source"},
                          {.key = "privilege", .heading = "privilege"},
                          {.key = "resource", .heading = "on"},
                          {.key = "categories", .heading = "categories", .wrap = true},
                          {.key = "people", .heading = "people", .right = true},
                          {.key = "name", .heading = "called"},
                          {.key = "does", .heading = "lets one", .wrap = true},
                          {.key = "owner", .heading = "owner"}},
              .rows = {}};
  for (const ListedEntitlement& e : answer.entitlements) {
    table.rows.push_back({e.source, printable_utf8(e.privilege), printable_utf8(e.resource), categories_of(e),
                          e.people, printable_utf8(e.name), printable_utf8(e.does), printable_utf8(e.owner)});
  }
  print(table, args, out);
  out.messages << "snapshot " << answer.snapshot << ": "
               << count_of(answer.entitlements.size(), "entitlement reaches", "entitlements reach")
               << " customer data or what nobody classified, " << answer.undescribed << " not described\n";
  if (!answer.has_catalogue)
    out.messages << "there is no entitlement catalogue; name one in reeve.toml under [classification] "
                    "entitlements\n";
  print_gaps(answer.gaps, out);
  return answer.exit_code();
}

}  // namespace

Command entitlements_command() {
  return {
      .name = "entitlements",
      .group = "look",
      .summary = "List the rights that reach customer data, and what the entitlement catalogue calls them",
      .details =
          "One row for each privilege on each resource that holds customer data, or that nobody classified, "
          "with the people who hold it. What the catalogue does not describe comes first. Cases and "
          "`reeve explain` show the catalogue's words. Ends with exit code 2 where there is a catalogue "
          "and it does not describe everything.",
      .examples = {"reeve entitlements", "reeve entitlements --language fr --format csv"},
      .options = {{.name = "--language", .help = "of the descriptions", .default_value = "en"}},
      .run = run};
}

}  // namespace reeve::cli
