// `reeve campaign list`
#include "cli/command.h"
#include "cli/table.h"
#include "engine/campaign/definition.h"
#include "engine/campaign/scope.h"

namespace reeve::cli {
namespace {

int run_list(Context& context, const Args& args, Output& out) {
  const std::unique_ptr<Store> store = context.open_store();
  Table table{.columns = {{.key = "campaign", .heading = "campaign"},
                          {.key = "state", .heading = "state"},
                          {.key = "definition", .heading = "definition"},
                          {.key = "opened", .heading = "opened"},
                          {.key = "deadline", .heading = "deadline"},
                          {.key = "closed", .heading = "closed"},
                          {.key = "cases", .heading = "cases", .right = true},
                          {.key = "id", .heading = "id"}},
              .rows = {}};
  for (const Campaign& c : store->campaigns()) {
    table.rows.push_back({c.name, std::string(to_string(c.state)), definition_from_json(c.definition).from,
                          format_time(c.opened_at), format_time(c.deadline),
                          c.closed_at == 0 ? "" : format_time(c.closed_at), scope_from_json(c.scope).cases,
                          c.id});
  }
  print(table, args, out);
  if (table.rows.empty()) out.messages << "there is no campaign yet; next: `reeve campaign open`\n";
  return 0;
}

}  // namespace

Command campaign_list_command() {
  return {.name = "campaign list",
          .group = "review",
          .summary = "List all campaigns, open and closed",
          .details = "By the time of opening. `reeve campaign status CAMPAIGN` shows how far one is.",
          .examples = {"reeve campaign list"},
          .run = run_list};
}

}  // namespace reeve::cli
