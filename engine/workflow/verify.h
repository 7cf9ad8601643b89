// After a later sync: what became of each removal. Only a read proves anything (engine/remediation/
// verification.h).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/remediation/verification.h"
#include "engine/store/store.h"
#include "engine/workflow/context.h"

namespace reeve {

struct VerifiedRemoval {
  Removal removal;  // as it is now
  RemovalState before = RemovalState::planned;
  bool proven = false;  // false: cannot tell, `why_not` says why
  std::string why_not;
  // Where the edge is proven gone: what the people can still do by another path (remaining_access.h). The
  // state stays as it is; nullopt: that cannot be told, because no snapshot holds the proof yet.
  std::optional<std::vector<std::string>> still_held = std::vector<std::string>();
};

struct VerifyResult {
  std::vector<VerifiedRemoval> removals;  // by decision time
  // findings: something is still there, came back, was refused, or is still held by another path; incomplete:
  // something cannot be told.
  Outcome outcome;
};

// Looks at the newest run of each removal's source and records what it proves. Doing it again with the same
// runs changes nothing.
VerifyResult verify_removals(Context& context, Store& store);

}  // namespace reeve
