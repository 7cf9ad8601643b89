// Rules out of a seed: what they read, and how, is random and written down beside them.
#pragma once

#include <set>
#include <string>

#include "engine/policy/attribute_catalogue.h"
#include "engine/policy/evaluator.h"
#include "tests/support/random_snapshot.h"

namespace reeve::test {

struct RandomRule {
  std::string id;  // "random/rule_7"
  PolicyModule module;
  std::set<std::string> reads;
};

// Comparisons, sets, negation, helpers with `else`, functions, comprehensions, replaced input, keys that are
// found by search; now and then an error of a builtin.
RandomRule random_rule(Grain grain, std::size_t number, Dice& dice);

}  // namespace reeve::test
