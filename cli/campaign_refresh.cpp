// `reeve campaign refresh`
#include "engine/workflow/campaign_refresh.h"

#include "cli/command.h"
#include "cli/table.h"
#include "engine/core/text.h"
#include "engine/workflow/campaign_lookup.h"

namespace reeve::cli {
namespace {

int run_refresh(Context& context, const Args& args, Output& out) {
  const std::unique_ptr<Store> store = context.open_store();
  const Campaign campaign = find_campaign(*store, args.get("CAMPAIGN"));
  const RefreshResult result = refresh_campaign(context, *store, campaign.id);
  Table table{.columns = {{.key = "case", .heading = "case", .right = true},
                          {.key = "what", .heading = "what"},
                          {.key = "detail", .heading = "what is different", .wrap = true}},
              .rows = {}};
  for (const RefreshedCase& c : result.cases)
    table.rows.push_back({c.case_no, std::string(to_string(c.kind)), c.text});
  bool stuck = false;
  for (const RouteAnswer& r : result.replaced) {
    stuck = stuck || !r.done;
    table.rows.push_back({r.case_no, r.done ? "reassigned" : "stuck",
                          r.done ? "the reviewer has left; now with " + r.reviewer
                                 : "the reviewer has left, and " + r.message});
  }
  print(table, args, out);
  if (result.not_seen > 0)
    out.messages << count_of(result.not_seen, "access was", "accesses were")
                 << " not seen, but not every source was read whole; the cases stay\n";
  if (result.appeared > 0)
    out.messages << count_of(result.appeared, "access has", "accesses have")
                 << " appeared since; this campaign does not ask about them\n";
  out.messages << "campaign " << campaign.name << " compared with snapshot " << result.snapshot << ": "
               << count_of(table.rows.size(), "case", "cases") << " changed\n";
  Outcome outcome;
  outcome.incomplete = result.not_seen > 0;
  return stuck ? 1 : outcome.exit_code();
}

}  // namespace

Command campaign_refresh_command() {
  return {
      .name = "campaign refresh",
      .group = "review",
      .summary = "Compare a running campaign with the newest snapshot",
      .details =
          "Run it after `reeve sync` and `reeve evaluate`. A case whose facts changed in meaning opens "
          "again, "
          "signed off or not, and shows what is different. An access that is not there any more in sources "
          "that were read whole is gone. Cases of reviewers who left go to the next in line. What is revoked "
          "and signed off is left to `reeve verify`. Exit code 1 where a case has nobody to go to, 3 where "
          "not every source was read whole.",
      .examples = {"reeve campaign refresh", "reeve campaign refresh autumn --format json"},
      .options = {{.name = "CAMPAIGN", .help = "name or beginning of its id; the open one if left out"}},
      .run = run_refresh};
}

}  // namespace reeve::cli
