// Use case: judge the latest snapshot by every rule, and say what could not be judged.
#pragma once

#include <string>
#include <vector>

#include "engine/model/finding.h"
#include "engine/workflow/context.h"
#include "engine/workflow/rule_runner.h"

namespace reeve {

struct EvaluateOutcome : Outcome {
  SnapshotInfo snapshot;
  Evaluation evaluation;
  std::vector<FindingRecord> records;  // all, by fingerprint
  std::vector<RuleReport> rules;       // by id
  std::vector<std::string> disabled;   // rules that reeve.toml switches off
  std::vector<std::string> gaps;       // what the snapshot may lack (present_gaps.h)
  std::size_t people = 0;
  std::size_t accesses = 0;
};

// Evaluates the latest snapshot and stores the evaluation with every finding's new state. A rule that cannot
// be evaluated is reported (`refused`), and its findings of before stay open. Throws Error{not_found} where
// there is no snapshot, Error{policy_engine} where OPA does not start or answer, Error{policy} where modules
// do not compile.
EvaluateOutcome evaluate(const Context& context);

}  // namespace reeve
