#include "engine/workflow/policy_diff.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/core/error.h"
#include "engine/workflow/newest_snapshot.h"

namespace reeve {
namespace {

// Attributes that are worked out by the data files, not by the facts alone.
bool follows_settings(const std::string& attribute) {
  return attribute.ends_with("_band") || attribute.ends_with("_share") || attribute == "access.bulk_export" ||
         attribute == "principal.entered_departments" || attribute == "principal.departments_before";
}

bool same_settings(const RuleBook& a, const RuleBook& b) {
  return a.bands().names() == b.bands().names() &&
         a.settings().percent.names() == b.settings().percent.names() &&
         a.settings().drift_days == b.settings().drift_days &&
         a.settings().export_privileges == b.settings().export_privileges;
}

// What a rule's verdicts are known by, on one snapshot.
std::map<std::string, std::string> identities_of(const RuleBook& book, bool settings_differ) {
  std::map<std::string, std::string> known;
  for (const Rule& rule : book.rules()) {
    const Dependencies dependencies = book.dependencies(rule);
    const bool differs = settings_differ && std::ranges::any_of(dependencies.attributes, follows_settings);
    known[rule.id] = dependencies.refused + to_hex(book.digest(rule, dependencies)) +
                     std::string(to_string(rule.metadata.severity)) + (differs ? " by other bands" : "");
  }
  return known;
}

struct Judged {
  Evaluation evaluation;
  std::map<std::string, RuleReport> reports;
};

// Rules of grain waiver see the findings of the others, so for them all others are judged too.
Judged judge_rules(const RuleBook& book, const SnapshotFacts& facts, Evaluator& evaluator,
                   const std::set<std::string>& wanted) {
  RuleRunner runner(book, facts, evaluator);
  const bool any_of_waivers = std::ranges::any_of(book.rules(), [&](const Rule& rule) {
    return rule.metadata.grain == Grain::waiver && wanted.contains(rule.id);
  });
  Judged judged;
  for (const Rule& rule : book.rules()) {
    if (any_of_waivers || wanted.contains(rule.id))
      judged.reports[rule.id] = runner.run(rule, judged.evaluation);
  }
  std::erase_if(judged.evaluation.findings, [&](const Finding& f) { return !wanted.contains(f.rule); });
  return judged;
}

std::vector<Finding> only_in(const std::vector<Finding>& one, const std::vector<Finding>& other) {
  std::set<Digest> there;
  for (const Finding& finding : other) there.insert(finding.fingerprint);
  std::vector<Finding> found;
  std::ranges::copy_if(one, std::back_inserter(found),
                       [&](const Finding& f) { return !there.contains(f.fingerprint); });
  std::ranges::sort(found, {}, [](const Finding& f) {
    return std::tie(f.rule, f.subject_name, f.entitlement_name, f.code);
  });
  return found;
}

std::size_t count_of_rule(const std::vector<Finding>& findings, const std::string& rule) {
  return static_cast<std::size_t>(std::ranges::count(findings, rule, &Finding::rule));
}

ChangedRule describe(const std::string& id, const Judged& before, const Judged& after,
                     const PolicyDiff& diff) {
  ChangedRule out{.id = id};
  const auto then = before.reports.find(id), now = after.reports.find(id);
  out.change = then == before.reports.end() ? "new" : now == after.reports.end() ? "gone" : "changed";
  if (then != before.reports.end()) out.not_evaluable_before = then->second.not_evaluable;
  if (now != after.reports.end()) {
    out.situations = now->second.situations;
    out.asked = now->second.asked;
    out.not_evaluable_after = now->second.not_evaluable;
    out.refused = now->second.refused;
  }
  out.opens = count_of_rule(diff.opens, id);
  out.closes = count_of_rule(diff.closes, id);
  return out;
}

}  // namespace

PolicyDiff diff_policies(const Context& context, const std::string& folder) {
  const auto store = context.open_store();
  const PolicySet other_policies = policies_in(folder, context.config);
  const Snapshot snapshot = newest_snapshot(*store);
  const SnapshotFacts facts(*store, snapshot, context.clock->now());
  const auto evaluator = context.start_evaluator();
  const RuleBook present(present_policies(context.config), context.config.disabled_rules, *evaluator);
  // A rule that the change takes away may be switched off today.
  std::vector<std::string> disabled = context.config.disabled_rules;
  std::erase_if(disabled, [&](const std::string& id) {
    return std::ranges::none_of(discover_rules(other_policies.modules),
                                [&](const Rule& r) { return r.id == id; });
  });
  const RuleBook other(other_policies, disabled, *evaluator);

  const bool settings_differ = !same_settings(present, other);
  const auto before = identities_of(present, false), after = identities_of(other, settings_differ);
  std::set<std::string> changed;
  for (const auto& [id, known] : before) {
    if (const auto it = after.find(id); it == after.end() || it->second != known) changed.insert(id);
  }
  for (const auto& [id, known] : after) {
    if (!before.contains(id)) changed.insert(id);
  }
  PolicyDiff diff;
  diff.snapshot = snapshot.info.no;
  diff.unchanged =
      before.size() - static_cast<std::size_t>(std::ranges::count_if(
                          before, [&](const auto& entry) { return changed.contains(entry.first); }));
  const Judged now = judge_rules(other, facts, *evaluator, changed);
  present.load(*evaluator);
  const Judged then = judge_rules(present, facts, *evaluator, changed);
  diff.opens = only_in(now.evaluation.findings, then.evaluation.findings);
  diff.closes = only_in(then.evaluation.findings, now.evaluation.findings);
  for (const std::string& id : changed) diff.rules.push_back(describe(id, then, now, diff));
  diff.findings = !diff.opens.empty() || !diff.closes.empty();
  diff.not_evaluable = std::ranges::any_of(diff.rules, [](const ChangedRule& r) {
    return !r.refused.empty() || r.not_evaluable_after > r.not_evaluable_before;
  });
  return diff;
}

}  // namespace reeve
