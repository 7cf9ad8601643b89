// `reeve campaign cases`
#include "cli/command.h"
#include "cli/table.h"
#include "engine/campaign/completion.h"
#include "engine/campaign/decision_rules.h"
#include "engine/core/text.h"
#include "engine/workflow/campaign_lookup.h"

namespace reeve::cli {
namespace {

Json decision_text(const StandingDecisions& standing, std::int32_t case_no) {
  const auto it = standing.find(case_no);
  return it == standing.end() ? Json("") : Json(std::string(to_string(it->second.kind)));
}

// Since it was kept before, or since the campaign opened; or who kept it where it is carried forward.
std::string changes_of(const Case& c) {
  if (const auto earlier = c.evidence.find("earlier"); earlier != c.evidence.end()) {
    return "nothing since " + earlier->value("by", "") + " kept it on " +
           format_date(earlier->value("at", UtcMillis{0})) + " in campaign " +
           earlier->value("campaign", "") + "; carried forward " +
           std::to_string(earlier->value("times", 0)) +
           (earlier->value("times", 0) == 1 ? " time" : " times");
  }
  std::vector<std::string> lines;
  for (const Json& line : c.evidence.value("changed", Json::array()))
    lines.push_back(line.get<std::string>());
  return join(lines, "; ");
}

int run_cases(Context& context, const Args& args, Output& out) {
  const std::unique_ptr<Store> store = context.open_store();
  const CampaignContent content = store->campaign(find_campaign_to_show(*store, args.get("CAMPAIGN")).id);
  const StandingDecisions standing =
      standing_decisions(content.work_items, store->decisions(content.campaign.id));
  std::string only;
  if (args.has("--reviewer")) only = find_reviewer(*store, content, args.get("--reviewer")).key;
  Table table{.columns = {{.key = "case", .heading = "case", .right = true},
                          {.key = "reviewer", .heading = "reviewer"},
                          {.key = "state", .heading = "state"},
                          {.key = "decision", .heading = "decision"},
                          {.key = "risk", .heading = "risk"},
                          {.key = "flagged", .heading = "flagged"},
                          {.key = "not_evaluable", .heading = "not judged by", .wrap = true},
                          {.key = "subject", .heading = "subject"},
                          {.key = "entitlement", .heading = "entitlement"},
                          {.key = "sentence", .heading = "what it is", .wrap = true},
                          {.key = "changed", .heading = "what changed", .wrap = true},
                          {.key = "revoke", .heading = "what a revoke does", .wrap = true}},
              .rows = {}};
  for (const WorkItem& item : content.work_items) {
    if (!only.empty() && item.reviewer_key != only) continue;
    const Case& c = content.cases.at(static_cast<std::size_t>(item.case_no - 1));
    const Json& revoke = c.evidence.at("revoke");
    table.rows.push_back({c.no, item.reviewer_name, std::string(to_string(item.state)),
                          decision_text(standing, c.no), std::string(to_string(c.risk)), c.flagged,
                          join(unjudged_by(c), ", "), c.subject_name, c.entitlement_name,
                          c.evidence.at("sentence"), changes_of(c),
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
          .details =
              "What `reeve decide` takes. Everything is as it stood when the campaign opened, or when the "
              "case opened again.",
          .examples = {"reeve campaign cases --reviewer \"Mara Okafor\"",
                       "reeve campaign cases autumn --format csv > cases.csv"},
          .options = {{.name = "CAMPAIGN",
                       .help = "name or beginning of its id; the open one, else the newest, if left out"},
                      {.name = "--reviewer", .help = "only the desk of this person, by name or key"}},
          .run = run_cases};
}

}  // namespace reeve::cli
