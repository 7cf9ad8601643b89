#include "engine/workflow/rule_runner.h"

#include <algorithm>

#include "engine/access/effective.h"
#include "engine/access/people_behind.h"
#include "engine/policy/attribute_values.h"
#include "engine/policy/findings.h"
#include "engine/policy/rule_evaluation.h"
#include "engine/workflow/access_sentences.h"
#include "engine/workflow/revoked.h"

namespace reeve {

SnapshotFacts::SnapshotFacts(Store& in, const Snapshot& of, UtcMillis at)
    : store(in),
      snapshot(of),
      now(at),
      graph(of),
      access(effective_access(graph, build_catalogue(graph))),
      waivers(in.waivers()),
      revoked(lazily([this] { return revoked_accesses(store); })),
      people_behind(lazily([this] { return reeve::people_behind(graph); })),
      peers(lazily([this] { return PeerTotals(snapshot, access); })) {}

RuleRunner::RuleRunner(const RuleBook& book, const SnapshotFacts& facts, Evaluator& evaluator)
    : book_(book), facts_(facts), evaluator_(evaluator) {
  for (const Rule& rule : book.rules()) dependencies_.emplace(rule.id, book.dependencies(rule));
}

std::set<std::string> RuleRunner::attributes_of(Grain grain) const {
  std::set<std::string> attributes;
  for (const Rule& rule : book_.rules()) {
    const Dependencies& dependencies = dependencies_.at(rule.id);
    if (rule.metadata.grain != grain || !dependencies.refused.empty()) continue;
    attributes.insert(dependencies.attributes.begin(), dependencies.attributes.end());
  }
  return attributes;
}

const AttributeColumns& RuleRunner::columns(Grain grain, const std::vector<Finding>& findings) {
  // Rules about waivers see the findings of the rule before them, too.
  if (grain == Grain::waiver) columns_.erase(grain);
  if (const auto known = columns_.find(grain); known != columns_.end()) return known->second;
  AttributeColumns columns = build_attributes(grain,
                                              {.snapshot = facts_.snapshot,
                                               .access = facts_.access,
                                               .waivers = facts_.waivers,
                                               .findings = findings,
                                               .bands = book_.bands(),
                                               .settings = book_.settings(),
                                               .revoked = facts_.revoked,
                                               .people_behind = facts_.people_behind,
                                               .peers = facts_.peers,
                                               .now = facts_.now},
                                              attributes_of(grain));
  return columns_.emplace(grain, std::move(columns)).first->second;
}

RuleReport RuleRunner::run(const Rule& rule, Evaluation& into) {
  RuleReport report{.rule = rule};
  const Dependencies& dependencies = dependencies_.at(rule.id);
  if (!dependencies.refused.empty()) {
    report.refused = dependencies.refused;
    report.not_evaluable = 1;
    into.not_evaluable.push_back({.rule = rule.id,
                                  .grain = rule.metadata.grain,
                                  .reason = "rule_refused",
                                  .detail = dependencies.refused});
    return report;
  }
  const Digest digest = book_.digest(rule, dependencies);
  const AttributeColumns& columns = this->columns(rule.metadata.grain, into.findings);
  Store& store = facts_.store;
  const RuleVerdicts verdicts =
      judge(rule, dependencies, columns, digest, evaluator_,
            {.get = [&](const Digest& d) { return store.cached_verdicts(d); },
             .put = [&](const Digest& d, const std::string& blob) { store.cache_verdicts(d, blob); }});
  const bool names_peers = dependencies.attributes.contains("access.peer_share");
  const CategoryWords words = category_words(book_.policies().data);
  RuleOutcome found = outcome_of(
      rule, verdicts, columns,
      {facts_.snapshot, facts_.access, facts_.waivers, words, names_peers ? &facts_.peers() : nullptr});
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

}  // namespace reeve
