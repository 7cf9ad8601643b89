// `reeve campaign status`
#include "cli/command.h"
#include "cli/table.h"
#include "engine/campaign/completion.h"
#include "engine/core/text.h"
#include "engine/workflow/campaign_lookup.h"

namespace reeve::cli {
namespace {

std::vector<Json> row_of(const ReviewerProgress& reviewer) {
  const ReviewFigures& f = reviewer.figures;
  return {
      reviewer.reviewer_name, f.cases,   f.open,       f.flagged_open, f.decided, f.signed_off, f.certified,
      f.certified_until,      f.revoked, f.not_judged, f.asked,        f.carried, f.gone};
}

void tell(const Campaign& campaign, const Completion& completion, const ScopeFigures& scope,
          std::ostream& out) {
  for (const UnclassifiedEntitlement& u : scope.unclassified) {
    out << "not evaluable: " << u.name << " in " << u.source << " has no classification decision ("
        << count_of(u.people, "person", "people") << ", " << count_of(u.others, "other", "others") << ")\n";
  }
  for (const std::string& row : scope.rejected_rows) out << "row not usable: " << printable_utf8(row) << "\n";
  for (const std::string& gap : scope.gaps) out << "accepted gap: " << printable_utf8(gap) << "\n";
  if (!campaign.accepted_gap.empty()) out << "accepted by " << printable_utf8(campaign.accepted_gap) << "\n";
  out << "campaign " << campaign.name << " is " << to_string(campaign.state) << ", " << completion.percent
      << " percent complete: " << completion.all.completed << " of "
      << count_of(completion.all.cases - completion.all.carried + completion.not_evaluable, "access",
                  "accesses")
      << " judged and signed off or gone, " << completion.all.carried << " carried forward, "
      << completion.not_evaluable << " not evaluable; deadline " << format_time(campaign.deadline) << "\n";
}

int run_status(Context& context, const Args& args, Output& out) {
  const std::unique_ptr<Store> store = context.open_store();
  const CampaignContent content = store->campaign(find_campaign_to_show(*store, args.get("CAMPAIGN")).id);
  const ScopeFigures scope = scope_from_json(content.campaign.scope);
  const Completion completion =
      completion_of(content.cases, content.work_items,
                    standing_decisions(content.work_items, store->decisions(content.campaign.id)), scope);
  Table table{.columns = {{.key = "reviewer", .heading = "reviewer"},
                          {.key = "cases", .heading = "cases", .right = true},
                          {.key = "open", .heading = "open", .right = true},
                          {.key = "flagged_open", .heading = "flagged open", .right = true},
                          {.key = "decided", .heading = "decided", .right = true},
                          {.key = "signed_off", .heading = "signed off", .right = true},
                          {.key = "certified", .heading = "certified", .right = true},
                          {.key = "certified_until", .heading = "until a date", .right = true},
                          {.key = "revoked", .heading = "revoked", .right = true},
                          {.key = "not_judged", .heading = "not judged", .right = true},
                          {.key = "asked", .heading = "asked", .right = true},
                          {.key = "carried", .heading = "carried", .right = true},
                          {.key = "gone", .heading = "gone", .right = true}},
              .rows = {}};
  for (const ReviewerProgress& reviewer : completion.reviewers) table.rows.push_back(row_of(reviewer));
  print(table, args, out);
  tell(content.campaign, completion, scope, out.messages);
  Outcome outcome;
  outcome.findings = completion.all.completed + completion.all.carried < completion.all.cases;
  outcome.not_evaluable = completion.not_evaluable > 0;
  return outcome.exit_code();
}

}  // namespace

Command campaign_status_command() {
  return {.name = "campaign status",
          .group = "review",
          .summary = "Show how far a campaign is, by reviewer",
          .details =
              "An access counts as complete when it was judged and signed off; what could not become a case "
              "stays in the figure. Exit code 2 while something is not complete, 4 where something is not "
              "evaluable.",
          .examples = {"reeve campaign status", "reeve campaign status autumn --format json"},
          .options = {{.name = "CAMPAIGN",
                       .help = "name or beginning of its id; the open one, else the newest, if left out"}},
          .run = run_status};
}

}  // namespace reeve::cli
