// What became of the subject matter of a finding that no longer fires (engine/policy/finding_lifecycle.h).
#pragma once

#include <map>
#include <set>
#include <string>

#include "engine/access/effective.h"
#include "engine/policy/finding_lifecycle.h"
#include "engine/store/store.h"

namespace reeve {

// Answers for one snapshot. All arguments must outlive it.
class Whereabouter {
 public:
  Whereabouter(Store& store, const AccessGraph& graph, const Evaluation& evaluation);
  Whereabouts operator()(const Finding& finding) const;

 private:
  bool is_readable(const Finding& finding) const;
  bool asked_alike(const Finding& finding) const;
  Whereabouts of_access(const Finding& finding) const;
  Whereabouts of_holder(const Finding& finding) const;

  Store& store_;
  const AccessGraph& graph_;
  const Snapshot& snapshot_;
  const Evaluation& evaluation_;
  Catalogue catalogue_;  // of every entitlement, sensitive or not
  std::map<std::string, Subject> subjects_;
  std::map<std::string, ResourceIx> resources_;
  std::set<std::string> unjudged_;  // rule, subject, entitlement
};

}  // namespace reeve
