// One rule over all subjects of its grain: situations, cache, engine, and back to the subjects.
#pragma once

#include <string>
#include <vector>

#include "engine/policy/dependencies.h"
#include "engine/policy/evaluator.h"
#include "engine/policy/situations.h"
#include "engine/policy/verdict_cache.h"

namespace reeve {

// What came out for one situation. Exactly one of three: violations and the rule's own not-evaluables (both
// may be empty: clean), `unknown` attributes that kept it from being asked, or an error.
struct Judgement {
  Json violations = Json::array();
  Json not_evaluable = Json::array();
  std::vector<std::string> unknown;  // attributes that are null and that the rule does not handle
  std::string error;
};

struct RuleVerdicts {
  std::vector<Judgement> judgements;
  std::vector<std::uint32_t> of_row;  // row -> place in `judgements`
  std::size_t situations = 0;         // distinct ones
  std::size_t asked = 0;              // of these, new to the engine
  std::size_t unknown = 0;            // of these, not asked because something is not known
};

// `dependencies` is not refused. Errors of the engine are thrown; errors of the rule are judgements.
RuleVerdicts judge(const Rule& rule, const Dependencies& dependencies, const AttributeColumns& columns,
                   const Digest& digest, Evaluator& evaluator, const VerdictStore& store);

}  // namespace reeve
