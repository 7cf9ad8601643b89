// `reeve campaign close`
#include "cli/command.h"
#include "engine/campaign/completion.h"
#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/workflow/campaign_lookup.h"

namespace reeve::cli {
namespace {

int run_close(Context& context, const Args& args, Output& out) {
  const std::unique_ptr<Store> store = context.open_store();
  const Campaign campaign = find_campaign(*store, args.get("CAMPAIGN"));
  if (!store->close_campaign(campaign.id, context.acting_user, context.clock->now()))
    throw Error(ErrorCode::conflict, "campaign `" + campaign.name + "` was closed before");
  const CampaignContent content = store->campaign(campaign.id);
  const Completion completion =
      completion_of(content.cases, content.work_items,
                    standing_decisions(content.work_items, store->decisions(campaign.id)),
                    scope_from_json(content.campaign.scope));
  const std::size_t left = completion.all.cases - completion.all.completed;
  out.messages << "closed campaign " << campaign.name << ", " << completion.percent << " percent complete";
  if (left > 0)
    out.messages << "; " << count_of(left, "case was", "cases were") << " not judged and signed off";
  out.messages << "\n";
  Outcome outcome;
  outcome.findings = left > 0;
  outcome.not_evaluable = completion.not_evaluable > 0;
  return outcome.exit_code();
}

}  // namespace

Command campaign_close_command() {
  return {.name = "campaign close",
          .group = "review",
          .summary = "Close a campaign for good",
          .details =
              "It takes no more decisions and no more sign-offs. Exit code 2 where cases were left without "
              "one, 4 where something was not evaluable.",
          .examples = {"reeve campaign close autumn"},
          .options = {{.name = "CAMPAIGN", .help = "name or beginning of its id; the open one if left out"}},
          .prints_rows = false,
          .run = run_close};
}

}  // namespace reeve::cli
