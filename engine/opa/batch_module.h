// The Rego with which one request evaluates many situations, and what comes back.
#pragma once

#include <string>
#include <vector>

#include "engine/core/json.h"
#include "engine/policy/compiled_tree.h"
#include "engine/policy/evaluator.h"

namespace reeve {

inline constexpr std::string_view kBatchPackage = "reeve_batch";
inline constexpr std::string_view kBatchFile = "reeve_batch.rego";

// A package that can be evaluated in batches.
struct BatchEntry {
  RulePath package;  // `data` first
  std::string set;   // the set that is its verdict: violation or decision
  bool has_not_evaluable = false;
};

// Every package that defines a verdict, by name.
std::vector<BatchEntry> batch_entries(const CompiledTree& tree);

// One rule per entry, `batch_0`, `batch_1` ... Each row's index comes back with its verdict: without it, rows
// whose verdict is undefined could not be told from rows without a violation.
std::string batch_module(const std::vector<BatchEntry>& entries, std::string_view package = kBatchPackage);
std::string batch_rule(std::size_t entry);
// The path to POST to for one package's entry: "/v1/data/reeve_batch/batch_3?strict-builtin-errors=true".
// Throws Error{policy} where no entry is of the package ("data.reeve.rules.leaver.leaver").
std::string batch_target(const std::vector<BatchEntry>& entries, const std::string& package,
                         std::string_view batch_package = kBatchPackage);

// {"input": {"rows": [...]}}
std::string batch_body(const std::vector<Json>& inputs, std::size_t begin, std::size_t end);

// The verdicts of `count` rows. A row that does not come back has an undefined verdict, and a verdict that is
// no set is none: both have an error. Throws Error{policy_engine} on an answer that cannot be: no result at
// all, an index twice or beyond the rows.
std::vector<Verdict> read_batch(const Json& answer, std::size_t count);

}  // namespace reeve
