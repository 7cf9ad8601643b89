// From verdicts back to subjects: findings with their sentences, and what could not be judged. Pure.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/policy/peers.h"
#include "engine/policy/rule_evaluation.h"

namespace reeve {

struct FindingSources {
  const Snapshot& snapshot;
  const AccessTable& access;
  const std::vector<Waiver>& waivers;
  const std::map<std::string, std::string>& category_names;  // id -> name in a sentence
  const PeerTotals* peers = nullptr;                         // for sentences that name peers; may be nullptr
};

struct RuleOutcome {
  std::vector<Finding> findings;  // at most one per code and subject
  std::vector<NotEvaluable> not_evaluable;
};

// Every row whose judgement has violations gives findings; every row with an unknown attribute, a
// not-evaluable of the rule, or an error gives what could not be judged. A violation without a code is an
// error of the rule.
RuleOutcome outcome_of(const Rule& rule, const RuleVerdicts& verdicts, const AttributeColumns& columns,
                       const FindingSources& sources);

// What concerns every rule: resources without a classification decision, with the number of people who reach
// them, and keys whose rows were rejected.
std::vector<NotEvaluable> not_evaluable_for_all(const FindingSources& sources);

// A sentence with {placeholders} filled; one that nothing fills stays as it is.
std::string fill_message(const std::string& message, const std::map<std::string, std::string>& values);

}  // namespace reeve
