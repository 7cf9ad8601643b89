// `reeve campaign cases`
#include "cli/command.h"
#include "cli/table.h"
#include "engine/campaign/completion.h"
#include "engine/workflow/campaign_lookup.h"

namespace reeve::cli {
namespace {

Json decision_text(const StandingDecisions& standing, std::int32_t case_no) {
  const auto it = standing.find(case_no);
  return it == standing.end() ? Json("") : Json(std::string(to_string(it->second.kind)));
}

int run_cases(Context& context, const Args& args, Output& out) {
  const std::unique_ptr<Store> store = context.open_store();
  const CampaignContent content = store->campaign(find_campaign(*store, args.get("CAMPAIGN")).id);
  const StandingDecisions standing =
      standing_decisions(content.work_items, store->decisions(content.campaign.id));
  std::string only;
  if (args.has("--reviewer")) only = find_reviewer(content, args.get("--reviewer")).key;
  Table table{.columns = {{.key = "case", .heading = "case", .right = true},
                          {.key = "reviewer", .heading = "reviewer"},
                          {.key = "state", .heading = "state"},
                          {.key = "decision", .heading = "decision"},
                          {.key = "risk", .heading = "risk"},
                          {.key = "flagged", .heading = "flagged"},
                          {.key = "subject", .heading = "subject"},
                          {.key = "entitlement", .heading = "entitlement"},
                          {.key = "sentence", .heading = "what it is", .wrap = true},
                          {.key = "revoke", .heading = "what a revoke does", .wrap = true}},
              .rows = {}};
  for (const WorkItem& item : content.work_items) {
    if (!only.empty() && item.reviewer_key != only) continue;
    const Case& c = content.cases.at(static_cast<std::size_t>(item.case_no - 1));
    const Json& revoke = c.evidence.at("revoke");
    table.rows.push_back({c.no, item.reviewer_name, std::string(to_string(item.state)),
                          decision_text(standing, c.no), std::string(to_string(c.risk)), c.flagged,
                          c.subject_name, c.entitlement_name, c.evidence.at("sentence"),
                          revoke.at("edges").empty() ? revoke.at("why_no_cut") : revoke.at("consequence")});
  }
  print(table, args, out);
  return 0;
}

}  // namespace

Command campaign_cases_command() {
  return {.name = "campaign cases",
          .group = "review",
          .summary = "List the cases of a campaign with their numbers and decisions",
          .details = "What `reeve decide` takes. Everything is as it stood when the campaign opened.",
          .examples = {"reeve campaign cases --reviewer \"Mara Okafor\"",
                       "reeve campaign cases autumn --format csv > cases.csv"},
          .options = {{.name = "CAMPAIGN", .help = "name or beginning of its id; the open one if left out"},
                      {.name = "--reviewer", .help = "only the desk of this person, by name or key"}},
          .run = run_cases};
}

}  // namespace reeve::cli
