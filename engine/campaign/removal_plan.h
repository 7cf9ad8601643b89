// From decisions to removals: which edges go, for which cases, and where two decisions contradict each other.
#pragma once

#include <string>
#include <vector>

#include "engine/campaign/completion.h"
#include "engine/model/remediation.h"

namespace reeve {

// One case is revoked by a cut that also ends another case, and that one is kept.
struct Contradiction {
  std::int32_t revoked_case = 0;
  std::int32_t kept_case = 0;
  std::string revoked_by;
  std::string kept_by;
  std::vector<RemovableEdge> edges;
  bool operator==(const Contradiction&) const = default;
};

// Ordered by revoked case, then kept case.
std::vector<Contradiction> contradictions(const std::vector<Case>& cases, const std::vector<Card>& cards,
                                          const StandingDecisions& standing);

struct RemovalPlan {
  std::vector<Removal> removals;            // without id, one per edge, ordered by edge
  std::vector<std::int32_t> without_cut;    // revoked, but no permitted cut ends the access: cases, sorted
  std::vector<std::int32_t> already_going;  // every edge of the cut is in `existing` already: cases, sorted
};

// What follows from the reviewer's standing revokes when she signs off at `at`. An edge that a removal in
// `existing` is still working on gets no second one. An edge of a contradiction is held (is_held).
RemovalPlan plan_removals(const Campaign& campaign, const std::vector<Case>& cases,
                          const std::vector<Card>& cards, const StandingDecisions& standing,
                          const std::string& reviewer_key, const std::vector<Removal>& existing,
                          UtcMillis at);

}  // namespace reeve
