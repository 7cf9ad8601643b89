// How long it took from a decision to the proof that the access is gone. Pure.
#pragma once

#include <string>
#include <vector>

#include "engine/core/time.h"

namespace reeve {

struct ProofTime {
  std::string group;        // what is counted together: "shop, critical", "leavers"
  UtcMillis from = 0;       // the decision, or a leaver's last day
  UtcMillis proven_at = 0;  // 0 = not proven
  bool came_back = false;
};

struct ProofTimes {
  std::string group;
  std::size_t removals = 0;
  std::size_t proven = 0;
  std::size_t came_back = 0;
  UtcMillis median = 0;       // of those that are proven, in milliseconds; 0 where none is
  UtcMillis longest = 0;      // the same
  UtcMillis oldest_open = 0;  // how long the oldest of the others has waited at `now`; 0 where none waits
};

// One for each group, in the order of their names.
std::vector<ProofTimes> proof_times(const std::vector<ProofTime>& times, UtcMillis now);

// "40 minutes", "3 hours", "2 days"
std::string duration_words(UtcMillis duration);

}  // namespace reeve
