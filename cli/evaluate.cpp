// `reeve evaluate`
#include "engine/workflow/evaluate.h"

#include <algorithm>
#include <map>

#include "cli/command.h"
#include "cli/finding_rows.h"
#include "cli/gaps.h"
#include "cli/table.h"
#include "engine/core/text.h"

namespace reeve::cli {
namespace {

constexpr std::size_t kExamples = 3;

bool stands(const FindingRecord& r) {
  return r.state != FindingState::resolved && r.state != FindingState::waived;
}

std::string severity_counts(const std::vector<FindingRecord>& standing) {
  std::map<Severity, std::size_t, std::greater<>> counts;
  for (const FindingRecord& r : standing) ++counts[r.finding.severity];
  std::vector<std::string> parts;
  for (const auto& [severity, count] : counts)
    parts.push_back(std::to_string(count) + " " + std::string(to_string(severity)));
  return enumerate_words(parts);
}

// One line per rule and reason, with a few examples.
void tell_not_evaluable(const EvaluateOutcome& outcome, std::ostream& out) {
  std::map<std::pair<std::string, std::string>, std::vector<const NotEvaluable*>> groups;
  for (const NotEvaluable& n : outcome.evaluation.not_evaluable) groups[{n.rule, n.reason}].push_back(&n);
  if (groups.empty()) return;
  out << "not evaluable, so not counted as fine:\n";
  for (const auto& [key, items] : groups) {
    out << "  " << (key.first.empty() ? "every rule" : key.first) << ", " << key.second << ": "
        << items.size() << "\n";
    for (std::size_t i = 0; i < std::min(items.size(), kExamples); ++i) {
      const std::string subject = printable_key(items[i]->subject_key);
      out << "    " << (subject.empty() ? "" : subject + ": ") << printable_utf8(items[i]->detail) << "\n";
    }
    if (items.size() > kExamples)
      out << "    and " << items.size() - kExamples << " more; `reeve findings --not-evaluable` lists all\n";
  }
}

void tell_rules(const EvaluateOutcome& outcome, std::ostream& out) {
  for (const RuleReport& r : outcome.rules) {
    out << "  " << r.rule.id << ": " << count_of(r.subjects, "subject", "subjects") << ", "
        << count_of(r.situations, "situation", "situations") << " (" << r.asked << " asked), "
        << count_of(r.findings, "finding", "findings") << "\n";
  }
}

void tell(const EvaluateOutcome& outcome, bool verbose, Output& output) {
  std::ostream& out = output.messages;
  std::vector<FindingRecord> standing;
  std::ranges::copy_if(outcome.records, std::back_inserter(standing), stands);
  const auto waived = std::ranges::count(outcome.records, FindingState::waived, &FindingRecord::state);
  std::size_t situations = 0;
  for (const RuleReport& r : outcome.rules) situations += r.situations;
  out << "snapshot " << outcome.snapshot.no << ": " << count_of(outcome.people, "person", "people") << ", "
      << count_of(outcome.accesses, "access", "accesses") << " to classified data, "
      << count_of(outcome.rules.size(), "rule", "rules") << ", "
      << count_of(situations, "situation", "situations") << " (" << outcome.evaluation.engine << ")\n";
  if (verbose) tell_rules(outcome, out);
  out << count_of(standing.size(), "finding", "findings");
  if (!standing.empty()) out << ": " << severity_counts(standing);
  if (waived > 0) out << "; " << waived << " waived";
  out << "\n";
  print_disabled(outcome.disabled, output);
  print_gaps(outcome.gaps, output);
  tell_not_evaluable(outcome, out);
  if (!standing.empty())
    out << "next: `reeve explain FINDING`, or `reeve campaign open` to ask the managers\n";
}

int run(Context& context, const Args& args, Output& out) {
  const EvaluateOutcome outcome = evaluate(context);
  std::vector<FindingRecord> standing;
  std::ranges::copy_if(outcome.records, std::back_inserter(standing), stands);
  print(finding_table(std::move(standing), args.format != "table"), args, out);
  tell(outcome, args.has("--verbose"), out);
  return outcome.exit_code();
}

}  // namespace

Command evaluate_command() {
  return {
      .name = "evaluate",
      .group = "look",
      .summary = "Judge who reaches which customer data by the rules",
      .details =
          "Works out effective access in the latest snapshot, asks Open Policy Agent about each distinct "
          "situation once, and prints the findings, highest severity first. What could not be judged is "
          "listed "
          "with its reason, is never counted as fine, and ends with exit code 4. A source that is missing, "
          "incomplete, old or quarantined, or rows that could not be used, end with exit code 3.\nVerdicts "
          "are kept, so "
          "asking "
          "again about situations that were seen before costs nothing.",
      .examples = {"reeve evaluate", "reeve evaluate --verbose",
                   "reeve evaluate --format csv > findings.csv"},
      .options = {{.name = "--verbose",
                   .help = "say for each rule how many subjects and situations it judged",
                   .kind = OptionSpec::Kind::flag}},
      .run = run};
}

}  // namespace reeve::cli
