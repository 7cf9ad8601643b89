// `reeve campaign close` and `reeve campaign reopen`
#include "engine/workflow/campaign_close.h"

#include "cli/command.h"
#include "engine/campaign/completion.h"
#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/workflow/campaign_lookup.h"

namespace reeve::cli {
namespace {

void tell_silence(const CloseResult& result, std::ostream& out) {
  for (const RouteAnswer& e : result.escalated)
    out << "escalated: case " << e.case_no << " to " << printable_utf8(e.reviewer) << "\n";
  if (result.extended > 0)
    out << "more time: " << count_of(result.extended, "case", "cases") << " on the same desks\n";
  for (const std::int32_t no : result.revoked) out << "revoked by silence: case " << no << "\n";
  for (const Removal& removal : result.removals) out << "to remove: " << printable_utf8(removal.what) << "\n";
  std::size_t silent = 0;
  for (const SilentCase& kept : result.kept) {
    if (kept.why.empty()) {
      ++silent;
    } else {
      out << "stays: case " << kept.case_no << ", " << printable_utf8(kept.why) << "\n";
    }
  }
  if (silent > 0)
    out << "stays: " << count_of(silent, "case", "cases")
        << " that nobody answered; they count as not judged\n";
}

int run_close(Context& context, const Args& args, Output& out) {
  const std::unique_ptr<Store> store = context.open_store();
  const CloseResult result = close_campaign(context, *store, find_campaign(*store, args.get("CAMPAIGN")).id);
  const Campaign& campaign = result.campaign;
  const CampaignContent content = store->campaign(campaign.id);
  const Completion completion =
      completion_of(content.cases, content.work_items,
                    standing_decisions(content.work_items, store->decisions(campaign.id)),
                    scope_from_json(content.campaign.scope));
  tell_silence(result, out.messages);
  const std::size_t left = completion.all.cases - completion.all.completed - completion.all.carried;
  if (result.closed) {
    out.messages << "closed campaign " << campaign.name << ", " << completion.percent << " percent complete";
    if (left > 0)
      out.messages << "; " << count_of(left, "case was", "cases were") << " not judged and signed off";
    out.messages << "\n";
  } else {
    out.messages << "campaign " << campaign.name << " stays open until " << format_time(campaign.deadline)
                 << "; next: `reeve campaign link`, and `reeve campaign close` after that\n";
  }
  if (!result.tickets.empty())
    out.messages << "next: `reeve tickets push`, then `reeve sync` and `reeve verify`\n";
  Outcome outcome;
  outcome.findings = left > 0;
  outcome.not_evaluable = completion.not_evaluable > 0;
  return outcome.exit_code();
}

int run_reopen(Context& context, const Args& args, Output& out) {
  const std::unique_ptr<Store> store = context.open_store();
  const auto day = parse_time(args.get("--until"));
  if (!day) throw Error(ErrorCode::usage, "`" + args.get("--until") + "` is no date; write it as 2027-03-31");
  constexpr std::size_t kDateLength = 10;
  const UtcMillis deadline = args.get("--until").size() == kDateLength ? *day + kDay : *day;
  const Campaign campaign = reopen_campaign(context, *store, find_campaign(*store, args.get("CAMPAIGN")).id,
                                            deadline, args.get("--reason"));
  out.messages << "campaign " << campaign.name << " takes decisions again until "
               << format_time(campaign.deadline) << "; next: `reeve campaign link`\n";
  return 0;
}

}  // namespace

Command campaign_close_command() {
  return {
      .name = "campaign close",
      .group = "review",
      .summary = "Close a campaign, and carry out what silence means",
      .details =
          "Before the deadline it only closes: what was not decided stays undecided. After the deadline it "
          "does with each case that nobody answered what the plan says for its risk: it stays and counts as "
          "not judged, it goes to the next in line or gets more time (once, and the campaign stays open for "
          "that), or it is revoked within the plan's limits. Nothing is certified by silence. Exit code 2 "
          "where cases were left without a decision, 4 where something was not evaluable.",
      .examples = {"reeve campaign close autumn"},
      .options = {{.name = "CAMPAIGN", .help = "name or beginning of its id; the open one if left out"}},
      .prints_rows = false,
      .run = run_close};
}

Command campaign_reopen_command() {
  return {.name = "campaign reopen",
          .group = "review",
          .summary = "Let a closed campaign take decisions again",
          .details = "What is signed off stays final. Who did it, when and why is kept with the campaign.",
          .examples = {"reeve campaign reopen autumn --until 2027-03-31 --reason \"two managers were ill\""},
          .options = {{.name = "CAMPAIGN", .help = "name or beginning of its id", .required = true},
                      {.name = "--until", .help = "the last day for decisions", .required = true},
                      {.name = "--reason", .help = "why", .required = true}},
          .prints_rows = false,
          .run = run_reopen};
}

}  // namespace reeve::cli
