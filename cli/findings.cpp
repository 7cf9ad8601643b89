// `reeve findings`
#include <algorithm>
#include <set>

#include "cli/command.h"
#include "cli/finding_rows.h"
#include "cli/gaps.h"
#include "cli/table.h"
#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/workflow/policy_files.h"
#include "engine/workflow/present_gaps.h"

namespace reeve::cli {
namespace {

bool contains(const std::string& text, const std::string& part) {
  return lower_ascii(text).find(lower_ascii(part)) != std::string::npos;
}

std::string state_of(const FindingRecord& record) { return std::string(to_string(record.state)); }

bool is_wanted(const FindingRecord& record, const Args& args) {
  const Finding& f = record.finding;
  const auto wants = [&](const char* option, const auto& test) {
    return !args.has(option) || test(args.get(option));
  };
  const bool state = args.has("--state") ? state_of(record) == args.get("--state")
                                         : args.has("--all") || record.state != FindingState::resolved;
  return state &&
         wants("--rule", [&](const auto& v) { return f.rule == v || f.rule.starts_with(v + "/"); }) &&
         wants("--category",
               [&](const auto& v) { return std::ranges::find(f.categories, v) != f.categories.end(); }) &&
         wants("--severity", [&](const auto& v) { return to_string(f.severity) == v; }) &&
         wants("--manager", [&](const auto& v) { return contains(f.manager_name, v); }) &&
         wants("--person", [&](const auto& v) { return contains(f.subject_name, v); }) &&
         wants("--source", [&](const auto& v) { return f.source == v; });
}

void check_known(const Args& args, const char* option, const std::set<std::string>& known) {
  const std::string value = args.get(option);
  if (!args.has(option) || known.contains(value)) return;
  const std::vector<std::string> names(known.begin(), known.end());
  const auto near = nearest_name(value, names);
  throw Error(ErrorCode::usage,
              "`" + std::string(option) + "`: there is no `" + value + "`; " +
                  (near ? "did you mean `" + *near + "`?" : "there are " + join(names, ", ")));
}

// A rule and the groups that it stands in.
void add_rule(const std::string& rule, std::set<std::string>& known) {
  known.insert(rule);
  for (std::size_t at = rule.find('/'); at != std::string::npos; at = rule.find('/', at + 1))
    known.insert(rule.substr(0, at));
}

// A filter that nothing can ever match is a mistake, not an empty answer.
void check_filters(const Context& context, const std::vector<FindingRecord>& records,
                   const std::optional<Evaluation>& evaluation, const Args& args) {
  std::set<std::string> rules, sources;
  for (const FindingRecord& r : records) {
    add_rule(r.finding.rule, rules);
    sources.insert(r.finding.source);
  }
  for (const std::string& rule : context.config.disabled_rules) add_rule(rule, rules);
  if (evaluation)
    for (const auto& [rule, digest] : evaluation->rule_digests) add_rule(rule, rules);
  for (const SourceConfig& source : context.config.sources) sources.insert(source.name);
  check_known(args, "--rule", rules);
  check_known(args, "--source", sources);
  if (!args.has("--category")) return;
  const std::vector<std::string> categories = category_ids(policy_data(context.config));
  check_known(args, "--category", {categories.begin(), categories.end()});
}

std::vector<std::string> gaps_of(const Context& context, Store& store, SnapshotNo evaluated) {
  for (const SnapshotInfo& info : store.snapshots()) {
    if (info.no == evaluated) return present_gaps(context, store, info);
  }
  return {};
}

// What no rule could say, row by row; under the same filters as findings where they apply.
int list_not_evaluable(const Evaluation& evaluation, const Args& args, Output& out) {
  for (const char* option : {"--category", "--severity", "--manager", "--source", "--state", "--all"}) {
    if (args.has(option)) {
      throw Error(ErrorCode::usage, "`--not-evaluable` goes with `--rule` and `--person` only, not with `" +
                                        std::string(option) + "`");
    }
  }
  Table table{.columns = {{.key = "rule", .heading = "rule"},
                          {.key = "reason", .heading = "reason"},
                          {.key = "subject", .heading = "subject", .wrap = true},
                          {.key = "entitlement", .heading = "entitlement", .wrap = true},
                          {.key = "people", .heading = "people", .right = true},
                          {.key = "detail", .heading = "why", .wrap = true}},
              .rows = {}};
  for (const NotEvaluable& n : evaluation.not_evaluable) {
    const std::string subject = printable_key(n.subject_key);
    const bool rule = !args.has("--rule") || n.rule.empty() || n.rule == args.get("--rule") ||
                      n.rule.starts_with(args.get("--rule") + "/");
    if (!rule || (args.has("--person") && !contains(subject, args.get("--person")))) continue;
    table.rows.push_back({n.rule.empty() ? "every rule" : n.rule, n.reason, subject,
                          n.entitlement_key.empty() ? "" : printable_key(n.entitlement_key), n.people,
                          printable_utf8(n.detail)});
  }
  out.messages << table.rows.size() << " not evaluable as of snapshot " << evaluation.snapshot
               << ", so not counted as fine\n";
  print(table, args, out);
  return Outcome{.not_evaluable = !table.rows.empty()}.exit_code();
}

int run(Context& context, const Args& args, Output& out) {
  const auto store = context.open_store();
  const auto evaluated = store->latest_evaluated();
  if (!evaluated) throw Error(ErrorCode::not_found, "nothing has been evaluated yet; run `reeve evaluate`");
  std::vector<FindingRecord> records = store->findings();
  const auto evaluation = store->evaluation(*evaluated);
  check_filters(context, records, evaluation, args);
  if (args.has("--not-evaluable")) return list_not_evaluable(evaluation.value_or(Evaluation()), args, out);
  std::vector<FindingRecord> wanted;
  for (FindingRecord& record : records) {
    if (is_wanted(record, args)) wanted.push_back(std::move(record));
  }
  const bool open = std::ranges::any_of(wanted, [](const FindingRecord& r) {
    return r.state != FindingState::resolved && r.state != FindingState::waived;
  });
  out.messages << count_of(wanted.size(), "finding", "findings") << " as of snapshot " << *evaluated << "\n";
  print_disabled(context.config.disabled_rules, out);
  const auto latest = store->latest_snapshot();
  Outcome outcome{.findings = open};
  if (latest && latest->no != *evaluated) {
    out.messages << "snapshot " << latest->no << " is newer and not evaluated yet; run `reeve evaluate`\n";
    outcome.incomplete = true;
  }
  const std::vector<std::string> gaps = gaps_of(context, *store, *evaluated);
  print_gaps(gaps, out);
  outcome.incomplete = outcome.incomplete || !gaps.empty();
  if (evaluation && !evaluation->not_evaluable.empty()) {
    out.messages << evaluation->not_evaluable.size()
                 << " could not be evaluated; `reeve findings --not-evaluable` lists them\n";
    outcome.not_evaluable = true;
  }
  print(finding_table(std::move(wanted), args.format != "table"), args, out);
  return outcome.exit_code();
}

}  // namespace

Command findings_command() {
  return {
      .name = "findings",
      .group = "look",
      .summary = "List and filter findings",
      .details =
          "Shows findings as the last evaluation left them: new, open, waived, no longer read (still open), "
          "and "
          "with --all the resolved ones with their cause. Filters can be combined. The fingerprint stays the "
          "same over all snapshots.\n"
          "Says what these findings may lack now, as `reeve evaluate` does, and ends with exit code 3 then.",
      .examples = {"reeve findings", "reeve findings --severity critical",
                   "reeve findings --rule lifecycle/leaver",
                   "reeve findings --manager \"Mara Okafor\" --format json",
                   "reeve findings --state resolved", "reeve findings --not-evaluable --format csv"},
      .options = {{.name = "--rule", .help = "a rule or a group of rules, for example lifecycle"},
                  {.name = "--category", .help = "a category, for example customer_email"},
                  {.name = "--severity",
                   .help = "one severity",
                   .choices = {"low", "medium", "high", "critical"}},
                  {.name = "--manager", .help = "part of the manager's name"},
                  {.name = "--person", .help = "part of the name of the person or account"},
                  {.name = "--source", .help = "the source of the access"},
                  {.name = "--state",
                   .help = "one state",
                   .choices = {"new", "open", "no longer read", "waived", "resolved"}},
                  {.name = "--not-evaluable",
                   .help = "what could not be judged, and why; with --rule and --person only",
                   .kind = OptionSpec::Kind::flag},
                  {.name = "--all", .help = "resolved ones too", .kind = OptionSpec::Kind::flag}},
      .run = run};
}

}  // namespace reeve::cli
