// What is said about the subjects of one rule, worked out row by row and as the engine reports it.
#pragma once

#include <iosfwd>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/policy/attribute_builder.h"
#include "tests/support/row_by_row.h"

namespace reeve::test {

struct RuleItems {
  using Item = std::tuple<std::string, std::string, std::string>;  // code or reason, subject, entitlement
  std::size_t subjects = 0;
  std::set<Item> findings;
  std::multiset<Item> not_evaluable;
  bool operator==(const RuleItems&) const = default;
};

void PrintTo(const RuleItems& items, std::ostream* out);

using SubjectKeys = std::pair<std::string, std::string>;  // subject, entitlement
// Of every row of the grain.
std::vector<SubjectKeys> keys_of(Grain grain, const AttributeSources& from);

RuleItems items_of(const std::vector<Judgement>& judgements, const std::vector<SubjectKeys>& keys);
// Those of one rule. Throws std::runtime_error where a finding is reported twice.
RuleItems items_of(const std::string& rule, std::size_t subjects, const std::vector<Finding>& findings,
                   const std::vector<NotEvaluable>& not_evaluable);

// The rows of a grain with all attributes, each value worked out for its row: no dictionary, no codes.
std::vector<FullRow> rows_alone(Grain grain, const AttributeSources& from);

}  // namespace reeve::test
