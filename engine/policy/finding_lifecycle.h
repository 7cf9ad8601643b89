// The life of findings over snapshots. Pure.
//
//   fires now                        new (first time, or again after it was resolved), open (it fired
//                                    before), or waived
//   does not fire, cannot be read    no longer read: stays open
//   does not fire, is read           resolved, with its cause
#pragma once

#include <functional>
#include <vector>

#include "engine/model/finding.h"

namespace reeve {

// What became of the subject matter of a finding that no longer fires.
//   unreadable: its source is missing or incomplete, was asked for something else than before, its key is
//   blocked, its subject is missing from HR, or the rule could not judge it; gone: the source is complete and
//   the access (account, right) is not there; reclassified: it is there with other categories; present: it is
//   there as it was, or lost only what joins sources (an owner, a binding).
enum class Whereabouts : unsigned char { unreadable, gone, reclassified, present };

struct LifecycleRequest {
  const std::vector<FindingRecord>& before;
  const Evaluation& now;
  const std::vector<Waiver>& waivers;
  UtcMillis as_of = 0;  // when waivers are judged: the time of the evaluation
  std::function<Whereabouts(const FindingRecord&)> whereabouts;
  std::function<bool(const std::string& rule)> rule_changed;  // since the finding was last seen
};

// All records, ordered by fingerprint. Resolved ones are kept as they are.
std::vector<FindingRecord> next_records(const LifecycleRequest& request);

}  // namespace reeve
