// `reeve campaign history`
#include <algorithm>

#include "cli/case_number.h"
#include "cli/command.h"
#include "cli/table.h"
#include "engine/campaign/event_words.h"
#include "engine/core/text.h"
#include "engine/workflow/campaign_lookup.h"

namespace reeve::cli {
namespace {

struct Line {
  UtcMillis at = 0;
  std::int32_t case_no = 0;
  std::string who, what, detail;
};

Line line_of(const Decision& d) {
  std::string detail = d.reason;
  if (d.until) detail += (detail.empty() ? "until " : "; until ") + format_date(*d.until - 1);
  if (!d.undone_at.empty()) detail += (detail.empty() ? "undone " : "; undone ") + d.undone_at;
  return {d.at, d.case_no, d.by_name + " (" + d.signed_in + ")",
          std::string(to_string(d.kind)) + (d.bulk ? " in bulk" : "") +
              (d.stage > 1 ? ", stage " + std::to_string(d.stage) : ""),
          detail};
}

Line line_of(const CampaignEvent& e) {
  return {e.at, e.case_no, e.by, std::string(to_string(e.kind)), event_detail(e)};
}

Line line_of(const SignOff& s) {
  return {s.at, 0, s.reviewer_name, "signed off",
          count_of(static_cast<std::size_t>(s.items), "case", "cases") + ": " + s.statement};
}

int run_history(Context& context, const Args& args, Output& out) {
  const std::int32_t only = args.has("--case") ? case_number(args.get("--case")) : 0;
  const std::unique_ptr<Store> store = context.open_store();
  const Campaign campaign = find_campaign_to_show(*store, args.get("CAMPAIGN"));
  std::vector<Line> lines{{campaign.opened_at, 0, campaign.opened_by, "opened",
                           "on snapshot " + std::to_string(campaign.snapshot)}};
  for (const CampaignEvent& e : store->campaign_events(campaign.id)) lines.push_back(line_of(e));
  for (const Decision& d : store->decisions(campaign.id)) lines.push_back(line_of(d));
  for (const SignOff& s : store->sign_offs(campaign.id)) lines.push_back(line_of(s));
  std::ranges::stable_sort(lines, {}, &Line::at);
  Table table{.columns = {{.key = "at", .heading = "time"},
                          {.key = "case", .heading = "case", .right = true},
                          {.key = "who", .heading = "who"},
                          {.key = "what", .heading = "what"},
                          {.key = "detail", .heading = "detail", .wrap = true}},
              .rows = {}};
  for (const Line& line : lines) {
    if (only != 0 && line.case_no != 0 && line.case_no != only) continue;
    table.rows.push_back({format_time(line.at), line.case_no == 0 ? Json("") : Json(line.case_no), line.who,
                          line.what, line.detail});
  }
  print(table, args, out);
  return 0;
}

}  // namespace

Command campaign_history_command() {
  return {.name = "campaign history",
          .group = "review",
          .summary = "Show everything that happened in a campaign, or to one case of it",
          .details =
              "Decisions, undone ones too, with reasons; moves, questions and answers, sign-offs, and what "
              "the system did.",
          .examples = {"reeve campaign history", "reeve campaign history autumn --case 4"},
          .options = {{.name = "CAMPAIGN",
                       .help = "name or beginning of its id; the open one, else the newest, if left out"},
                      {.name = "--case", .help = "only this case, and what concerns the whole campaign"}},
          .run = run_history};
}

}  // namespace reeve::cli
