// `reeve campaign preview`
#include "engine/workflow/campaign_preview.h"
#include "cli/command.h"
#include "cli/table.h"
#include "engine/core/text.h"

namespace reeve::cli {
namespace {

std::string silence_words(const SilencePreview& s, const SilenceRules& rules) {
  const std::string days = count_of(static_cast<std::size_t>(rules.extension_days), "day", "days");
  switch (s.silence) {
    case Silence::keep: return "stay, and count as not answered";
    case Silence::escalate:
      return "go to the next in line for " + days + ", then stay and count as not answered";
    case Silence::extend: return "wait " + days + " more, then stay and count as not answered";
    case Silence::revoke:
      return "are revoked, at most " + std::to_string(rules.most_percent_of_source) +
             " percent of a source and never of a break-glass account; the others stay";
  }
  return "";
}

void tell(const CampaignPreview& preview, std::ostream& out) {
  for (const std::string& gap : preview.scope.gaps) out << "missing: " << printable_utf8(gap) << "\n";
  for (const UnclassifiedEntitlement& u : preview.scope.unclassified) {
    out << "not evaluable: " << u.name << " in " << u.source << " has no classification decision ("
        << count_of(u.people, "person", "people") << ", " << count_of(u.others, "other", "others") << ")\n";
  }
  for (const std::string& row : preview.scope.rejected_rows)
    out << "row not usable: " << printable_utf8(row) << "\n";
  for (const std::string& person : preview.not_the_manager)
    out << "not reviewed by the manager: " << printable_utf8(person) << "\n";
  if (preview.scope.unconfirmed > 0)
    out << "not confirmed: for " << count_of(preview.scope.unconfirmed, "case", "cases")
        << " nobody else is permitted to look at what the first reviewer keeps\n";
  for (const Conflict& c : preview.definition.conflicts)
    out << "not asked: everybody of " << printable_utf8(c.department) << " (" << printable_utf8(c.reason)
        << ")\n";
  for (const SilencePreview& s : preview.silence) {
    if (s.cases == 0) continue;
    out << "if nobody answers, " << count_of(s.cases, "case", "cases") << " of " << to_string(s.risk)
        << " risk " << silence_words(s, preview.definition.silence) << "\n";
  }
  out << preview.definition.from << ": " << count_of(preview.scope.cases, "case", "cases") << " for "
      << count_of(preview.reviewers.size(), "reviewer", "reviewers") << ", "
      << preview.scope.not_evaluable + preview.scope.rejected_rows.size() << " not evaluable, "
      << preview.scope.out_of_scope << " out of scope; opened now it would end on "
      << format_time(preview.deadline) << ". nothing was written or sent\n"
      << "minutes are estimated: " << kSecondsPerCase << " seconds a case, " << kSecondsPerLook
      << " where a rule flags it, could not judge it, or another reviewer kept it\n";
}

int run_preview(Context& context, const Args& args, Output& out) {
  const std::unique_ptr<Store> store = context.open_store();
  const CampaignPreview preview = preview_campaign(context, *store, args.get("DEFINITION"));
  Table table{.columns = {{.key = "reviewer", .heading = "reviewer"},
                          {.key = "cases", .heading = "cases", .right = true},
                          {.key = "flagged", .heading = "flagged", .right = true},
                          {.key = "not_evaluable", .heading = "not evaluable", .right = true},
                          {.key = "later", .heading = "to confirm", .right = true},
                          {.key = "minutes", .heading = "minutes", .right = true}},
              .rows = {}};
  for (const ReviewerLoad& r : preview.reviewers) {
    table.rows.push_back({r.reviewer, r.cases, r.flagged, r.not_evaluable, r.later, r.minutes});
  }
  print(table, args, out);
  tell(preview, out.messages);
  Outcome outcome;
  outcome.not_evaluable = preview.scope.not_evaluable + preview.scope.rejected_rows.size() > 0;
  outcome.incomplete = !preview.scope.gaps.empty();
  return outcome.exit_code();
}

}  // namespace

Command campaign_preview_command() {
  return {
      .name = "campaign preview",
      .group = "review",
      .summary = "Show what a campaign would ask of whom, before it opens",
      .details =
          "Cases and estimated minutes for each reviewer, whose manager is not asked and who is instead, "
          "what "
          "would be missing, and what the deadline would do if nobody answered. Nothing is written or sent. "
          "Exit code 3 where a person would have to accept a gap, 4 where something cannot be reviewed.",
      .examples = {"reeve campaign preview", "reeve campaign preview quarterly --format csv"},
      .options = {{.name = "DEFINITION",
                   .help = "one of `reeve campaign definitions`; that of reeve.toml if left out"}},
      .run = run_preview};
}

}  // namespace reeve::cli
