// What tests of removers share: the change that is planned for an edge, and answers that can be read where a
// test fails.
#pragma once

#include <ostream>

#include "engine/remediation/edge_state.h"
#include "engine/remediation/remover.h"

namespace reeve {

inline void PrintTo(const RemoverAnswer& answer, std::ostream* out) {
  *out << to_string(answer.outcome) << ": " << answer.detail;
}

}  // namespace reeve

namespace reeve::test {

// As the removal plan would hold it.
inline EdgeChange change_of(const SourceEdges& edges, const RemovableEdge& edge, const RemovalWords& words) {
  const EdgeFacts facts = edge_facts(edges, edge, words);
  const RemovalText text = words.words(facts);
  return {edge, facts_digest(facts), text.steps, text.inverse_steps};
}

inline std::size_t size_of(const EdgeDifference& d) { return d.lost.size() + d.gained.size(); }

}  // namespace reeve::test
