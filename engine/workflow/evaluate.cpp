#include "engine/workflow/evaluate.h"

#include <algorithm>
#include <map>

#include "engine/access/effective.h"
#include "engine/access/people_behind.h"
#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/model/access_names.h"
#include "engine/policy/attribute_values.h"
#include "engine/policy/dependencies.h"
#include "engine/policy/finding_lifecycle.h"
#include "engine/policy/findings.h"
#include "engine/workflow/access_sentences.h"
#include "engine/workflow/policy_files.h"
#include "engine/workflow/revoked.h"
#include "engine/workflow/whereabouts.h"

namespace reeve {
namespace {

SnapshotInfo latest_snapshot(Store& store) {
  auto info = store.latest_snapshot();
  if (!info) throw Error(ErrorCode::not_found, "there is no snapshot yet; run `reeve sync` first");
  return *info;
}

// One evaluation from the loaded snapshot to the findings.
class Evaluating {
 public:
  Evaluating(const Context& context, Store& store, const Snapshot& snapshot)
      : context_(context),
        store_(store),
        snapshot_(snapshot),
        graph_(snapshot),
        access_(effective_access(graph_, build_catalogue(graph_))),
        waivers_(store.waivers()),
        modules_(policy_modules({"policies/lib/", "policies/rules/"})),
        data_(policy_data(context.config)),
        bands_(Bands::of(data_)),
        settings_(PolicySettings::of(data_)),
        category_words_(category_words(data_)),
        revoked_(lazily([this] { return revoked_accesses(store_); })),
        people_behind_(lazily([this] { return reeve::people_behind(graph_); })),
        peers_(lazily([this] { return PeerTotals(snapshot_, access_); })) {}

  EvaluateOutcome run() {
    EvaluateOutcome out;
    out.snapshot = snapshot_.info;
    out.disabled = context_.config.disabled_rules;
    out.accesses = access_.size();
    out.people = snapshot_.identities.size();
    const auto evaluator = context_.start_evaluator();
    evaluator->load(modules_, data_);
    out.evaluation.snapshot = snapshot_.info.no;
    out.evaluation.evaluated_at = context_.clock->now();
    out.evaluation.engine = evaluator->version();
    evaluate_rules(*evaluator, out);
    std::ranges::sort(out.evaluation.findings, {}, &Finding::fingerprint);
    const FindingSources sources{snapshot_, access_, waivers_, category_words_};
    std::ranges::move(not_evaluable_for_all(sources), std::back_inserter(out.evaluation.not_evaluable));
    return out;
  }

  std::vector<FindingRecord> records(const Evaluation& evaluation) const {
    Whereabouter where(store_, graph_, evaluation);
    const auto before = last_evaluation();
    return next_records({.before = store_.findings(),
                         .now = evaluation,
                         .waivers = waivers_,
                         .as_of = snapshot_.info.as_of,
                         .whereabouts = [&](const FindingRecord& r) { return where(r); },
                         .rule_changed =
                             [&](const std::string& rule) {
                               if (!before) return false;
                               const auto then = before->rule_digests.find(rule);
                               const auto now = evaluation.rule_digests.find(rule);
                               return then != before->rule_digests.end() &&
                                      now != evaluation.rule_digests.end() && then->second != now->second;
                             }});
  }

 private:
  std::optional<Evaluation> last_evaluation() const {
    const auto no = store_.latest_evaluated();
    return no ? store_.evaluation(*no) : std::nullopt;
  }

  // Rules of grain waiver come last: they see the findings of the others.
  void evaluate_rules(Evaluator& evaluator, EvaluateOutcome& out) {
    const auto compiled = evaluator.compiled();
    const CompiledTree tree = read_compiled(compiled);
    const auto nondeterministic = evaluator.nondeterministic_builtins();
    const PolicyContext policy{tree, modules_, attribute_catalogue(), nondeterministic};
    std::vector<Rule> rules = enabled_rules(discover_rules(modules_), context_.config.disabled_rules);
    std::ranges::stable_partition(rules,
                                  [](const Rule& rule) { return rule.metadata.grain != Grain::waiver; });
    std::int64_t done = 0;
    for (const Rule& rule : rules) {
      context_.progress->update("evaluating " + rule.id, done++, std::ssize(rules));
      out.rules.push_back(evaluate_rule(rule, policy, evaluator, out.evaluation));
    }
    std::ranges::sort(out.rules, {}, [](const RuleReport& r) { return r.rule.id; });
  }

  RuleReport evaluate_rule(const Rule& rule, const PolicyContext& policy, Evaluator& evaluator,
                           Evaluation& into) {
    RuleReport report{.rule = rule};
    const Dependencies dependencies = dependencies_of(rule, policy);
    if (!dependencies.refused.empty()) {
      report.refused = dependencies.refused;
      report.not_evaluable = 1;
      into.not_evaluable.push_back({.rule = rule.id,
                                    .grain = rule.metadata.grain,
                                    .reason = "rule_refused",
                                    .detail = dependencies.refused});
      return report;
    }
    const Digest digest = rule_digest(rule, dependencies, evaluator.cache_key(), modules_, data_);
    const AttributeColumns columns = build_attributes(rule.metadata.grain,
                                                      {.snapshot = snapshot_,
                                                       .access = access_,
                                                       .waivers = waivers_,
                                                       .findings = into.findings,
                                                       .bands = bands_,
                                                       .settings = settings_,
                                                       .revoked = revoked_,
                                                       .people_behind = people_behind_,
                                                       .peers = peers_},
                                                      dependencies.attributes);
    const RuleVerdicts verdicts =
        judge(rule, dependencies, columns, digest, evaluator,
              {.get = [&](const Digest& d) { return store_.cached_verdicts(d); },
               .put = [&](const Digest& d, const std::string& blob) { store_.cache_verdicts(d, blob); }});
    const bool names_peers = dependencies.attributes.contains("access.peer_share");
    RuleOutcome found =
        outcome_of(rule, verdicts, columns,
                   {snapshot_, access_, waivers_, category_words_, names_peers ? &peers_() : nullptr});
    report.subjects = columns.rows();
    report.situations = verdicts.situations;
    report.asked = verdicts.asked;
    report.findings = found.findings.size();
    report.not_evaluable = found.not_evaluable.size();
    into.rule_digests[rule.id] = digest;
    into.situations[rule.id] = verdicts.situations;
    std::ranges::move(found.findings, std::back_inserter(into.findings));
    std::ranges::move(found.not_evaluable, std::back_inserter(into.not_evaluable));
    return report;
  }

  const Context& context_;
  Store& store_;
  const Snapshot& snapshot_;
  AccessGraph graph_;
  AccessTable access_;
  std::vector<Waiver> waivers_;
  std::vector<PolicyModule> modules_;
  Json data_;
  Bands bands_;
  PolicySettings settings_;
  CategoryWords category_words_;
  std::function<const RevokedAccesses&()> revoked_;
  std::function<const std::vector<std::uint32_t>&()> people_behind_;
  std::function<const PeerTotals&()> peers_;
};

std::vector<std::string> incomplete_sources(const Snapshot& snapshot) {
  std::vector<std::string> names = snapshot.info.missing_sources;
  for (const SyncRun& run : snapshot.runs) {
    if (!run.complete()) names.push_back(run.source);
  }
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

bool needs_attention(const FindingRecord& record) {
  return record.state != FindingState::resolved && record.state != FindingState::waived;
}

}  // namespace

EvaluateOutcome evaluate(const Context& context) {
  const auto store = context.open_store();
  context.progress->update("loading the snapshot", 0, 0);
  const Snapshot snapshot = store->load_snapshot(latest_snapshot(*store).no);
  Evaluating evaluating(context, *store, snapshot);
  EvaluateOutcome out = evaluating.run();
  out.records = evaluating.records(out.evaluation);
  store->save_evaluation(out.evaluation, out.records);
  out.incomplete_sources = incomplete_sources(snapshot);
  out.findings = std::ranges::any_of(out.records, needs_attention);
  out.incomplete = !out.incomplete_sources.empty();
  out.not_evaluable = !out.evaluation.not_evaluable.empty();
  return out;
}

}  // namespace reeve
