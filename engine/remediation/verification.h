// What a later run proves about a removal. The rule is strict: a closed ticket, a reader that lost rights, a
// filter that narrowed, a partial read or a rejected row prove nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/model/facts.h"
#include "engine/model/remediation.h"
#include "engine/model/sync_run.h"

namespace reeve {

// The newest run of the removal's source, its rejects, and every fact of it that has the removal's edge key
// or one of `renamed`: the keys of the same edge, where the source calls an end of it by another key now.
struct EdgeSighting {
  SyncRun run;
  std::vector<Reject> rejects;
  std::vector<Fact> found;
  std::vector<std::string> renamed;
};

// `state` empty: cannot tell, `detail` says why and what would help. Else the state that the run proves, with
// the detail for people (who granted it again, where the source tells).
struct Verification {
  std::optional<RemovalState> state;
  std::string detail;
  bool operator==(const Verification&) const = default;
};

// A planned removal that is held keeps its state while the edge is present. `sighting` empty: the source has
// no run at all.
Verification verify(const Removal& removal, const std::optional<EdgeSighting>& sighting);

}  // namespace reeve
