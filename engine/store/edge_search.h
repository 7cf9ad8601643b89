// Finds the rows of one removable edge among rows that are ordered by natural key.
#pragma once

#include <string>
#include <vector>

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/model/facts.h"

namespace reeve {

// Only memberships and grants are edges that can be removed.
inline void require_edge_section(Section section) {
  if (section == Section::membership || section == Section::grant) return;
  throw Error(ErrorCode::internal,
              "section " + std::string(to_string(section)) + " holds no edges that can be removed");
}

// `fact_at(ordinal)` gives the facts 0 .. count-1 in natural-key order. Asks for log2(count) of them.
template <class FactAt>
std::vector<Fact> facts_of_edge(Ordinal count, const std::string& edge_key, const FactAt& fact_at) {
  // An edge key is a prefix of parts of the natural key, and more parts follow.
  const std::string prefix = edge_key + join_key({"", ""});
  Ordinal low = 0;
  for (Ordinal high = count; low < high;) {
    const Ordinal middle = low + (high - low) / 2;
    if (natural_key(fact_at(middle)) < prefix) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  std::vector<Fact> found;
  for (Ordinal i = low; i < count; ++i) {
    Fact fact = fact_at(i);
    if (!natural_key(fact).starts_with(prefix)) break;
    found.push_back(std::move(fact));
  }
  return found;
}

}  // namespace reeve
