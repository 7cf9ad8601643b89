// How far a campaign is, by reviewer. Every case counts, and so does every access that could not become a
// case, and every rejected row that may hide one: 100 percent means that everything was judged and signed
// for.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/campaign/scope.h"
#include "engine/model/campaign.h"

namespace reeve {

// Whether a decision stands on the item.
bool is_answered(WorkItemState state);

// Standing decisions by case number: the newest that is not undone, of the stage in which the case is, and
// made by the person on whose desk it lies or by the system (which has no key).
using StandingDecisions = std::map<std::int32_t, Decision>;
StandingDecisions standing_decisions(const std::vector<WorkItem>& items,
                                     const std::vector<Decision>& decisions);

struct ReviewFigures {
  std::size_t cases = 0;
  std::size_t open = 0;     // not decided
  std::size_t decided = 0;  // decided, not signed off
  std::size_t signed_off = 0;
  std::size_t gone = 0;     // the access vanished meanwhile
  std::size_t carried = 0;  // an earlier decision still counts; never called decided
  // cases == open + decided + signed_off + gone + carried, always
  std::size_t asked = 0;  // of open: waits for the answer to a question
  std::size_t flagged_open = 0;
  // of decided and signed off:
  std::size_t certified = 0;
  std::size_t certified_until = 0;
  std::size_t revoked = 0;
  std::size_t not_judged = 0;
  std::size_t in_bulk = 0;
  std::size_t completed = 0;  // signed off and judged, or gone
  bool operator==(const ReviewFigures&) const = default;
};

struct ReviewerProgress {
  std::string reviewer_key;
  std::string reviewer_name;
  ReviewFigures figures;
  bool operator==(const ReviewerProgress&) const = default;
};

struct Completion {
  std::vector<ReviewerProgress> reviewers;  // by name, then key
  ReviewFigures all;
  // Accesses that could not become cases, and rejected rows, each of which may hide one.
  std::size_t not_evaluable = 0;
  int percent = 0;  // completed of cases - carried + not evaluable, rounded down
  bool operator==(const Completion&) const = default;
};

Completion completion_of(const std::vector<Case>& cases, const std::vector<WorkItem>& items,
                         const StandingDecisions& standing, const ScopeFigures& scope);

}  // namespace reeve
