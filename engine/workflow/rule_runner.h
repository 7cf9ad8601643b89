// Rules over one snapshot: from its facts to findings. Used by evaluation, policy check and policy diff.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/access/graph.h"
#include "engine/model/finding.h"
#include "engine/policy/attribute_builder.h"
#include "engine/store/store.h"
#include "engine/workflow/rule_book.h"

namespace reeve {

// What rules are asked about. Refers to the store and the snapshot, which must outlive it.
class SnapshotFacts {
 public:
  SnapshotFacts(Store& store, const Snapshot& snapshot, UtcMillis now);
  SnapshotFacts(const SnapshotFacts&) = delete;
  SnapshotFacts& operator=(const SnapshotFacts&) = delete;

  Store& store;
  const Snapshot& snapshot;
  const UtcMillis now;  // waivers begin and end by the clock, whatever the snapshot's age
  const AccessGraph graph;
  const AccessTable access;
  const std::vector<Waiver> waivers;
  // Worked out where somebody asks.
  const std::function<const RevokedAccesses&()> revoked;
  const std::function<const std::vector<std::uint32_t>&()> people_behind;
  const std::function<const PeerTotals&()> peers;
};

// One rule in an outcome.
struct RuleReport {
  Rule rule;
  std::size_t subjects = 0;
  std::size_t situations = 0;
  std::size_t asked = 0;  // situations that were new to the engine
  std::size_t findings = 0;
  std::size_t not_evaluable = 0;
  std::string refused;  // why the rule could not be evaluated at all; empty where it could
};

// Thread rule: one thread at a time.
class RuleRunner {
 public:
  // The evaluator holds the policies of the book.
  RuleRunner(const RuleBook& book, const SnapshotFacts& facts, Evaluator& evaluator);

  // What rules of the grain see: every attribute that one of them reads, worked out once. `findings`: of the
  // rules before, for those of grain waiver.
  const AttributeColumns& columns(Grain grain, const std::vector<Finding>& findings);
  // Judges all subjects of the rule's grain, and adds findings and what could not be judged to `into`. Errors
  // of the engine are thrown.
  RuleReport run(const Rule& rule, Evaluation& into);

 private:
  std::set<std::string> attributes_of(Grain grain) const;

  const RuleBook& book_;
  const SnapshotFacts& facts_;
  Evaluator& evaluator_;
  std::map<std::string, Dependencies> dependencies_;  // by rule id
  std::map<Grain, AttributeColumns> columns_;
};

}  // namespace reeve
