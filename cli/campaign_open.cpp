// `reeve campaign open`
#include <algorithm>
#include <map>

#include "cli/command.h"
#include "cli/table.h"
#include "engine/campaign/scope.h"
#include "engine/core/error.h"
#include "engine/core/number.h"
#include "engine/core/text.h"
#include "engine/workflow/campaign.h"

namespace reeve::cli {
namespace {

int days_of(const Args& args) {
  constexpr int kMostDays = 366;
  if (!args.has("--days")) return 0;
  const std::string text = args.get("--days");
  const auto days = parse_number<int>(text);
  if (!days || *days < 1 || *days > kMostDays)
    throw Error(ErrorCode::usage, "`--days` is a number from 1 to 366, not `" + text + "`");
  return *days;
}

void tell(const OpenedCampaign& opened, std::ostream& out) {
  const Campaign& c = opened.content.campaign;
  const ScopeFigures figures = scope_from_json(c.scope);
  for (const std::string& gap : opened.gaps) out << "accepted gap: " << printable_utf8(gap) << "\n";
  for (const UnclassifiedEntitlement& u : figures.unclassified) {
    out << "not evaluable: " << u.name << " in " << u.source << " has no classification decision ("
        << count_of(u.people, "person", "people") << ", " << count_of(u.others, "other", "others") << ")\n";
  }
  for (const std::string& row : figures.rejected_rows)
    out << "row not usable: " << printable_utf8(row) << "\n";
  out << "campaign " << c.name << " (" << c.id << ") on snapshot " << c.snapshot << ": "
      << count_of(figures.cases, "case", "cases") << " on "
      << count_of(opened.content.cards.size(), "card", "cards") << " (what one removal ends is one card), "
      << figures.not_evaluable + figures.rejected_rows.size() << " not evaluable, " << figures.out_of_scope
      << " out of scope, " << figures.covered_by_public << " covered by the case of everybody; decide until "
      << format_time(c.deadline) << "\n";
  const auto carried =
      std::ranges::count(opened.content.work_items, WorkItemState::carried, &WorkItem::state);
  if (carried > 0)
    out << "carried forward: " << count_of(static_cast<std::size_t>(carried), "case", "cases")
        << " that somebody kept before and that did not change; nobody is asked about them\n";
  if (figures.unconfirmed > 0)
    out << "not confirmed: for " << count_of(figures.unconfirmed, "case", "cases")
        << " nobody else is permitted to look at what the first reviewer keeps\n";
  out << "each link works once and is shown only now; `reeve campaign link` makes new ones\n"
      << "next: `reeve serve`, or `reeve campaign cases` and `reeve decide`\n";
}

int run_open(Context& context, const Args& args, Output& out) {
  const OpenedCampaign opened = open_campaign(context, {.definition = args.get("DEFINITION"),
                                                        .name = args.get("--name"),
                                                        .days = days_of(args),
                                                        .accept_gap = args.get("--accept-gap"),
                                                        .by = args.get("--by")});
  std::map<std::string, std::int64_t> cases;
  for (const WorkItem& item : opened.content.work_items) ++cases[item.reviewer_key];
  Table table{.columns = {{.key = "reviewer", .heading = "reviewer"},
                          {.key = "cases", .heading = "cases", .right = true},
                          {.key = "link", .heading = "link"}},
              .rows = {}};
  for (const IssuedLink& link : opened.links) {
    table.rows.push_back({link.reviewer_name, cases[link.reviewer_key], link.url});
  }
  print(table, args, out);
  tell(opened, out.messages);
  Outcome outcome;
  const ScopeFigures figures = scope_from_json(opened.content.campaign.scope);
  outcome.not_evaluable = figures.not_evaluable + figures.rejected_rows.size() > 0;
  outcome.incomplete = !opened.gaps.empty();
  return outcome.exit_code();
}

}  // namespace

Command campaign_open_command() {
  return {
      .name = "campaign open",
      .group = "review",
      .summary = "Open a campaign on the newest snapshot",
      .details =
          "Every access that the plan takes in becomes a case with its evidence, a reviewer and what a "
          "revoke "
          "would take away, frozen as it stands. Prints the reviewers with their cases and single-use "
          "links.\n"
          "Refused where the snapshot was not evaluated. Where a source is partial, stale, quarantined or "
          "missing, has rows that could not be used, or a case has no permitted reviewer, a named person "
          "must accept that; the record "
          "stays with the campaign. Exit code 3 with an accepted gap, 4 where something cannot be "
          "reviewed.",
      .examples = {"reeve campaign open quarterly", "reeve campaign open --name autumn --days 21",
                   "reeve campaign open --accept-gap \"crm is being moved\" --by \"Ada Quist\""},
      .options = {{.name = "DEFINITION",
                   .help = "the plan, one of `reeve campaign definitions`; that of reeve.toml if left out"},
                  {.name = "--name", .help = "what the campaign is called"},
                  {.name = "--days", .help = "days until the deadline"},
                  {.name = "--accept-gap", .help = "why it may open although something is missing"},
                  {.name = "--by", .help = "who accepts the gap"}},
      .run = run_open};
}

}  // namespace reeve::cli
