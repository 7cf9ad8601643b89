// What became of the subject matter of a finding that no longer fires (engine/policy/finding_lifecycle.h).
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>

#include "engine/access/effective.h"
#include "engine/policy/finding_lifecycle.h"
#include "engine/store/store.h"

namespace reeve {

// Answers for one snapshot. All arguments must outlive it. Not for several threads.
//
// An access is gone only where every source that the finding's path may have gone through is complete,
// rejects no row that it did not reject when the finding was last seen, and was asked for the same as then,
// and where the access is not there with the owners and bindings of that time either: a label, a binding or a
// match that changed removes nothing.
class Whereabouter {
 public:
  Whereabouter(Store& store, const AccessGraph& graph, const Evaluation& evaluation);
  ~Whereabouter();
  Whereabouter(const Whereabouter&) = delete;
  Whereabouter& operator=(const Whereabouter&) = delete;

  Whereabouts operator()(const FindingRecord& record);

 private:
  struct Past;

  bool was_judged(const Finding& finding) const;
  bool is_readable(const Finding& finding, const Past& past) const;
  bool is_complete(const std::string& source) const;
  Whereabouts where(const Finding& finding, const AccessGraph& graph, const Catalogue& catalogue) const;
  Past& past_of(SnapshotNo no);

  Store& store_;
  const AccessGraph& graph_;
  const Snapshot& snapshot_;
  Catalogue catalogue_;  // of every entitlement, sensitive or not
  std::map<std::string, Subject> subjects_;
  std::set<std::string> resources_;
  std::set<std::string> unjudged_;  // rule, subject, entitlement
  std::map<SnapshotNo, std::unique_ptr<Past>> past_;
};

}  // namespace reeve
