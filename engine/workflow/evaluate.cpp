#include "engine/workflow/evaluate.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/policy/finding_lifecycle.h"
#include "engine/policy/findings.h"
#include "engine/workflow/access_sentences.h"
#include "engine/workflow/newest_snapshot.h"
#include "engine/workflow/present_gaps.h"
#include "engine/workflow/whereabouts.h"

namespace reeve {
namespace {

EvaluateOutcome judge_snapshot(const Context& context, const SnapshotFacts& facts) {
  EvaluateOutcome out;
  out.snapshot = facts.snapshot.info;
  out.disabled = context.config.disabled_rules;
  out.accesses = facts.access.size();
  out.people = facts.snapshot.identities.size();
  const auto evaluator = context.start_evaluator();
  const RuleBook book(present_policies(context.config), context.config.disabled_rules, *evaluator);
  out.evaluation.snapshot = facts.snapshot.info.no;
  out.evaluation.evaluated_at = facts.now;
  out.evaluation.engine = evaluator->version();
  RuleRunner runner(book, facts, *evaluator);
  std::int64_t done = 0;
  for (const Rule& rule : book.rules()) {
    context.progress->update("evaluating " + rule.id, done++, std::ssize(book.rules()));
    out.rules.push_back(runner.run(rule, out.evaluation));
  }
  std::ranges::sort(out.rules, {}, [](const RuleReport& r) { return r.rule.id; });
  std::ranges::sort(out.evaluation.findings, {}, &Finding::fingerprint);
  const CategoryWords words = category_words(book.policies().data);
  std::ranges::move(not_evaluable_for_all({facts.snapshot, facts.access, facts.waivers, words}),
                    std::back_inserter(out.evaluation.not_evaluable));
  return out;
}

// Whether the rule was switched off or taken away, or what its verdicts depend on is other than at the last
// evaluation.
bool has_changed(const std::optional<Evaluation>& before, const Evaluation& now, const std::string& rule) {
  const auto here = now.rule_digests.find(rule);
  if (here == now.rule_digests.end()) return true;
  if (!before) return false;
  const auto then = before->rule_digests.find(rule);
  return then != before->rule_digests.end() && then->second != here->second;
}

std::vector<FindingRecord> records_of(Store& store, const SnapshotFacts& facts,
                                      const Evaluation& evaluation) {
  Whereabouter where(store, facts.graph, evaluation);
  const auto no = store.latest_evaluated();
  const auto before = no ? store.evaluation(*no) : std::nullopt;
  return next_records(
      {.before = store.findings(),
       .now = evaluation,
       .waivers = facts.waivers,
       .as_of = facts.now,
       .whereabouts = [&](const FindingRecord& r) { return where(r); },
       .rule_changed = [&](const std::string& rule) { return has_changed(before, evaluation, rule); }});
}

bool needs_attention(const FindingRecord& record) {
  return record.state != FindingState::resolved && record.state != FindingState::waived;
}

}  // namespace

EvaluateOutcome evaluate(const Context& context) {
  const auto store = context.open_store();
  context.progress->update("loading the snapshot", 0, 0);
  const Snapshot snapshot = store->load_snapshot(newest_snapshot_info(*store).no);
  const SnapshotFacts facts(*store, snapshot, context.clock->now());
  EvaluateOutcome out = judge_snapshot(context, facts);
  out.records = records_of(*store, facts, out.evaluation);
  store->save_evaluation(out.evaluation, out.records);
  out.gaps = present_gaps(context, *store, snapshot.info);
  out.findings = std::ranges::any_of(out.records, needs_attention);
  out.incomplete = !out.gaps.empty();
  out.not_evaluable = !out.evaluation.not_evaluable.empty();
  return out;
}

}  // namespace reeve
