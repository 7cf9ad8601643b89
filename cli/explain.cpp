// `reeve explain`
#include "cli/access_words.h"
#include "cli/gaps.h"
#include "cli/table.h"
#include "engine/access/query.h"
#include "engine/core/text.h"
#include "engine/model/access_names.h"
#include "engine/workflow/lookup.h"
#include "engine/workflow/removal_guards.h"

namespace reeve::cli {
namespace {

// One line of an explanation. The prose of `--format table` and the rows of json and csv are the same lines.
struct Line {
  std::string part;  // sentence, rule, param, path, other paths, lacks, removal, cost
  std::string text;
  std::string source = {};  // of an edge
};
using Lines = std::vector<Line>;

std::string other_paths(const Explained& e) {
  if (e.other_paths == 0) return "there is no other path";
  return std::string("there ") + (e.other_paths == 1 ? "is " : "are ") + (e.more_paths ? "at least " : "") +
         count_of(e.other_paths, "other path", "other paths") + "; " +
         count_of(e.independent_paths, "path shares", "paths share") + " no edge with another";
}

Lines lines_of(const Explained& e, bool alternatives) {
  Lines lines{{"sentence", e.sentence}};
  for (const EdgeWords& edge : e.edges) {
    lines.push_back({"path", edge.text, edge.source.empty() ? "derived" : edge.source});
  }
  lines.push_back({"other paths", other_paths(e)});
  for (const std::string& way : e.latent) lines.push_back({"lacks", way});
  if (e.cuts.cuts.empty()) {
    lines.push_back({"removal", "nothing that can be removed ends it: " + e.cuts.why_not});
  } else {
    lines.push_back({"removal", "to end it: " + e.cut});
    lines.push_back(
        {"cost", e.cost + " (the cheapest of " + std::to_string(e.cuts.candidates) + " removals tried)"});
    for (const auto& [cut, cost] : alternatives ? e.alternatives : decltype(e.alternatives)())
      lines.push_back({"alternative", "or " + cut + ": " + cost});
  }
  return lines;
}

Lines lines_of(const FindingRecord& record) {
  const Finding& f = record.finding;
  Lines lines{{"sentence", f.sentence},
              {"rule", f.rule + ", severity " + std::string(to_string(f.severity)) + ", " +
                           std::string(to_string(record.state)) + " since snapshot " +
                           std::to_string(record.changed_in) + ", first seen in snapshot " +
                           std::to_string(record.first_seen)}};
  for (const auto& [name, value] : f.params.items()) {
    lines.push_back({"param", name + " = " + (value.is_string() ? value.get<std::string>() : value.dump())});
  }
  return lines;
}

void print_line(const Line& line, const std::string& before, std::ostream& out) {
  const std::string text = printable_utf8(line.text);
  const std::string full_stop = text.ends_with('.') ? "" : ".";
  if (line.part == "path") {
    if (before != "path") out << "\nPath:\n";
    out << "  " << text << "  [" << printable_utf8(line.source) << "]\n";
  } else if (line.part == "lacks") {
    if (before != "lacks") out << "\nWays that lack something:\n";
    out << "  " << text << "\n";
  } else if (line.part == "param") {
    out << "  " << text << "\n";
  } else if (line.part == "rule") {
    out << "\nRule: " << text << "\n";
  } else if (line.part == "cost") {
    out << "Cost: " << text << ".\n";
  } else {
    out << (line.part == "removal" ? "\n" : "") << capitalised(text) << full_stop << "\n";
  }
}

void print_prose(const std::vector<Lines>& blocks, std::ostream& out) {
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (i > 0) out << "\n---\n\n";
    std::string before;
    for (const Line& line : blocks[i]) {
      print_line(line, before, out);
      before = line.part;
    }
  }
}

// One block for each thing that is explained.
void print_blocks(const std::vector<Lines>& blocks, const Args& args, Output& out) {
  if (args.format == "table") return print_prose(blocks, out.data);
  Table table{.columns = {{.key = "no", .heading = "no", .right = true},
                          {.key = "part", .heading = "part"},
                          {.key = "text", .heading = "text", .wrap = true},
                          {.key = "source", .heading = "source"}},
              .rows = {}};
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    for (const Line& line : blocks[i]) table.rows.push_back({i + 1, line.part, line.text, line.source});
  }
  print(table, args, out);
}

std::vector<Lines> explain_rows(const Context& context, const AccessView& view, const AccessTable& table,
                                const std::vector<AccessIx>& rows, const Args& args) {
  CutFinder finder(view.graph, view.catalogue,
                   {.is_protected = protected_edges(context.config.removal, view.snapshot)});
  std::vector<Lines> blocks;
  for (const AccessIx row : rows)
    blocks.push_back(lines_of(explain(view, finder, table, row), args.has("--alternatives")));
  return blocks;
}

int explain_access_of(Context& context, const std::string& person, const Args& args, Output& out) {
  const AccessView view(context, CatalogueScope::all);
  const AccessAnswer answer = answer_access(view, person);
  const std::string entitlement = args.get("ENTITLEMENT");
  const std::vector<AccessIx> rows = rows_about(view, answer.table, entitlement);
  std::vector<Lines> blocks = explain_rows(context, view, answer.table, rows, args);
  if (rows.empty()) {
    blocks.push_back({{"sentence", display_name(view.snapshot, answer.subject) + " does not reach " +
                                       entitlement + ", as far as the sources tell"}});
  }
  print_blocks(blocks, args, out);
  print_gaps(view.gaps, out);
  return Outcome{.incomplete = !view.gaps.empty()}.exit_code();
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

int explain_finding(Context& context, const std::string& text, const Args& args, Output& out) {
  const std::vector<FindingRecord> records = context.open_store()->findings();
  const FindingRecord& record = find_finding(records, text);
  std::vector<Lines> blocks{lines_of(record)};
  const AccessView view(context, CatalogueScope::all);
  AccessTable table;
  const bool is_access = !record.finding.entitlement_key.empty();
  const std::vector<AccessIx> rows =
      is_access ? rows_of(view, record.finding, table) : std::vector<AccessIx>();
  for (Lines& block : explain_rows(context, view, table, rows, args)) blocks.push_back(std::move(block));
  if (is_access && rows.empty()) blocks.push_back({{"sentence", "the latest snapshot has no such access"}});
  print_blocks(blocks, args, out);
  print_gaps(view.gaps, out);
  return Outcome{.incomplete = !view.gaps.empty()}.exit_code();
}

int run(Context& context, const Args& args, Output& out) {
  const std::string what = args.get("WHAT");
  if (args.has("ENTITLEMENT")) return explain_access_of(context, what, args, out);
  return explain_finding(context, what, args, out);
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
                       "reeve explain 3f9a0c71d2b4", "reeve explain 3f9a0c71d2b4 --format json"},
          .options = {{.name = "WHAT", .help = "a person, or the fingerprint of a finding", .required = true},
                      {.name = "ENTITLEMENT", .help = "a resource, or PRIVILEGE on RESOURCE"},
                      {.name = "--alternatives",
                       .help = "also the other ways to end the access, cheapest first",
                       .kind = OptionSpec::Kind::flag}},
          .run = run};
}

}  // namespace reeve::cli
