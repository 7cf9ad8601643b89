// Use case: read the sources and publish the next snapshot.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/sync/completeness.h"
#include "engine/workflow/context.h"
#include "engine/workflow/derive.h"

namespace reeve {

struct SyncRequest {
  std::vector<std::string> only;  // sources to read now; empty = all
};

// One source in the outcome, in the order of the configuration.
struct SourceReport {
  SourceStanding standing;
  std::string kind;
  bool read_now = false;
  // The run of this sync, quarantined or not; else the run that the snapshot holds.
  std::optional<SyncRun> run;
  // Facts that the last sound read before that run had, of the sections in which it has any; nullopt where
  // there was none.
  std::optional<std::int64_t> expected;
  std::map<std::string, std::size_t> rejects;  // of that run, by reason
};

struct SyncOutcome : Outcome {
  std::optional<SnapshotInfo> snapshot;  // nullopt: no source has a usable run, so nothing was published
  std::vector<SourceReport> sources;
  std::map<OwnerState, std::size_t> accounts;
  std::map<std::string, SourceMatches> matches;  // by source, of those in the snapshot
  std::size_t bindings = 0;
  std::size_t decided = 0;            // resources with a classification decision
  std::size_t undecided = 0;          // resources that hold no others and have none
  std::vector<std::string> problems;  // for people: what of the bindings and labels came to nothing
};

// Reads all sources (or those that are named) at the same time, one thread each, publishes their runs,
// quarantines a run that lost too much, derives, and publishes a snapshot of the newest usable run of every
// source. `incomplete` is set where any source is not sound, a binding came to nothing, or no source reads
// a registered system; `not_evaluable` where a label names no category. The configuration
// and the files it names are checked before anything is read. Throws Error{config} for those,
// Error{policy_engine} where naming rules are needed and cannot be asked: the runs are kept then, and no
// snapshot is published.
SyncOutcome sync(const Context& context, const SyncRequest& request);

// Accepts the quarantined newest run of `source` in the name of `by` and publishes a snapshot with it,
// without reading anything. Throws Error{conflict} where that run is not quarantined.
SyncOutcome accept_quarantined(const Context& context, const std::string& source, const std::string& by);

}  // namespace reeve
