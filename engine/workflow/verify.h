// After a later sync: what became of each removal. Only a read proves anything (engine/remediation/
// verification.h).
#pragma once

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
};

struct VerifyResult {
  std::vector<VerifiedRemoval> removals;  // by decision time
  // findings: something is still there, came back, or was refused; incomplete: something cannot be told.
  Outcome outcome;
};

// Looks at the newest run of each removal's source and records what it proves. Doing it again with the same
// runs changes nothing.
VerifyResult verify_removals(Context& context, Store& store);

}  // namespace reeve
