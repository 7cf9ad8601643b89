// `reeve campaign definitions`
#include "engine/workflow/campaign_definitions.h"
#include "cli/command.h"
#include "cli/table.h"
#include "engine/core/text.h"

namespace reeve::cli {
namespace {

std::string scope_words(const ScopeRules& scope) {
  std::vector<std::string> parts;
  const auto add = [&](const std::string& what, const std::vector<std::string>& names) {
    if (!names.empty()) parts.push_back(what + " " + join(names, ", "));
  };
  add("categories", scope.categories);
  add("sources", scope.sources);
  add("rules", scope.rules);
  add("people", scope.people);
  add("departments", scope.departments);
  if (scope.least_risk != Severity::low)
    parts.push_back(std::string(to_string(scope.least_risk)) + " or higher");
  return parts.empty() ? "everything" : join(parts, "; ");
}

std::string silence_words(const SilenceRules& silence) {
  std::vector<std::string> parts;
  for (const Severity risk : {Severity::low, Severity::medium, Severity::high, Severity::critical}) {
    parts.push_back(std::string(to_string(risk)) + " " + std::string(to_string(silence.for_risk(risk))));
  }
  return join(parts, ", ");
}

int run_definitions(Context& context, const Args& args, Output& out) {
  Table table{.columns = {{.key = "definition", .heading = "definition"},
                          {.key = "title", .heading = "title"},
                          {.key = "days", .heading = "days", .right = true},
                          {.key = "stages", .heading = "stages", .right = true},
                          {.key = "scope", .heading = "scope", .wrap = true},
                          {.key = "silence", .heading = "where nobody answers", .wrap = true},
                          {.key = "place", .heading = "from"}},
              .rows = {}};
  for (const NamedDefinition& d : campaign_definitions(context.config)) {
    table.rows.push_back({d.definition.from, d.definition.title, d.definition.days,
                          d.definition.stages.size(), scope_words(d.definition.scope),
                          silence_words(d.definition.silence), d.place});
  }
  print(table, args, out);
  out.messages << "opened where none is named: " << context.config.campaign_definition
               << "; next: `reeve campaign preview`, then `reeve campaign open`\n";
  return 0;
}

}  // namespace

Command campaign_definitions_command() {
  return {
      .name = "campaign definitions",
      .group = "review",
      .summary = "List and check the plans that campaigns are opened with",
      .details =
          "Shipped ones and the company's own, from the folder that reeve.toml names. A file with a mistake "
          "is refused with its line. Format: docs/formats/campaigns.md.",
      .examples = {"reeve campaign definitions"},
      .run = run_definitions};
}

}  // namespace reeve::cli
