// `reeve explain`
#include "cli/access_words.h"
#include "engine/access/query.h"
#include "engine/core/text.h"
#include "engine/model/access_names.h"
#include "engine/workflow/lookup.h"

namespace reeve::cli {
namespace {

void print_edges(const Explained& e, std::ostream& out) {
  out << "\nPath:\n";
  for (const EdgeWords& edge : e.edges) {
    out << "  " << edge.text << "  [" << (edge.source.empty() ? "derived" : edge.source) << "]\n";
  }
  if (e.other_paths == 0) {
    out << "There is no other path.\n";
  } else {
    out << "There " << (e.other_paths == 1 ? "is " : "are ") << (e.more_paths ? "at least " : "")
        << count_of(e.other_paths, "other path", "other paths") << "; "
        << count_of(e.independent_paths, "path shares", "paths share") << " no edge with another.\n";
  }
}

void print_end(const Explained& e, std::ostream& out) {
  if (e.cuts.cuts.empty()) {
    out << "\nNothing that can be removed ends it: " << e.cuts.why_not << ".\n";
    return;
  }
  out << "\nTo end it: " << e.cut << ".\n";
  out << "Cost: " << e.cost << " (best of " << e.cuts.candidates << ").\n";
}

void print_explained(const Explained& e, std::ostream& out) {
  out << e.sentence << ".\n";
  print_edges(e, out);
  if (!e.latent.empty()) out << "\nWays that lack something:\n";
  for (const std::string& way : e.latent) out << "  " << way << "\n";
  print_end(e, out);
}

Outcome explain_rows(const AccessView& view, const AccessTable& table, const std::vector<AccessIx>& rows,
                     Output& out) {
  CutFinder finder(view.graph, view.catalogue);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i > 0) out.data << "\n---\n\n";
    print_explained(explain(view, finder, table, rows[i]), out.data);
  }
  print_gaps(view, out);
  return {.incomplete = !view.gaps.empty()};
}

int explain_access_of(Context& context, const std::string& person, const std::string& entitlement,
                      Output& out) {
  const AccessView view(context, CatalogueScope::all);
  const AccessAnswer answer = answer_access(view, person);
  const std::vector<AccessIx> rows = rows_about(view, answer.table, entitlement);
  if (rows.empty()) {
    out.data << display_name(view.snapshot, answer.subject) << " does not reach " << entitlement
             << ", as far as the sources tell.\n";
  }
  return explain_rows(view, answer.table, rows, out).exit_code();
}

// The row that a finding is about, where it is about one and the snapshot still has it.
std::vector<AccessIx> rows_of(const AccessView& view, const Finding& finding, AccessTable& table) {
  for (const Subject& subject : all_subjects(view.graph)) {
    if (subject_key(view.snapshot, subject) != finding.subject_key) continue;
    table = access_of(view.graph, view.catalogue, subject);
  }
  std::vector<AccessIx> rows;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const Entitlement& e = table.entitlements[table.entitlement[i].value];
    if (entitlement_key(view.snapshot, e) == finding.entitlement_key) rows.emplace_back(i);
  }
  return rows;
}

int explain_finding(Context& context, const std::string& text, Output& out) {
  const std::vector<FindingRecord> records = context.open_store()->findings();
  const FindingRecord& record = find_finding(records, text);
  const Finding& f = record.finding;
  out.data << f.sentence << "\n\nRule: " << f.rule << ", severity " << to_string(f.severity) << ", "
           << to_string(record.state) << " since snapshot " << record.changed_in << "\n";
  for (const auto& [name, value] : f.params.items()) {
    out.data << "  " << name << " = " << (value.is_string() ? value.get<std::string>() : value.dump())
             << "\n";
  }
  if (f.entitlement_key.empty()) return 0;
  const AccessView view(context, CatalogueScope::all);
  AccessTable table;
  const std::vector<AccessIx> rows = rows_of(view, f, table);
  out.data << "\n";
  if (rows.empty()) out.data << "The latest snapshot has no such access.\n";
  return explain_rows(view, table, rows, out).exit_code();
}

int run(Context& context, const Args& args, Output& out) {
  const std::string what = args.get("WHAT");
  if (args.has("ENTITLEMENT")) return explain_access_of(context, what, args.get("ENTITLEMENT"), out);
  return explain_finding(context, what, out);
}

}  // namespace

Command explain_command() {
  return {.name = "explain",
          .group = "look",
          .summary = "Say why a person has an access, or what a finding is about",
          .details =
              "With a person and an entitlement: one sentence, every edge of the path with the source that "
              "tells it, how many other paths there are, and which edges would end the access at what cost. "
              "With a finding: the rule and why it fired, then the same for its access.",
          .examples = {"reeve explain \"Ana Lopes\" shop.public.customers",
                       "reeve explain \"Ana Lopes\" \"SELECT on shop.public.customers\"",
                       "reeve explain 3f9a0c71d2b4"},
          .options = {{.name = "WHAT", .help = "a person, or the fingerprint of a finding", .required = true},
                      {.name = "ENTITLEMENT", .help = "a resource, or PRIVILEGE on RESOURCE"}},
          .prints_rows = false,
          .run = run};
}

}  // namespace reeve::cli
