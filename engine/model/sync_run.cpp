#include "engine/model/sync_run.h"

#include <algorithm>

namespace reeve {

SectionState SyncRun::worst_state() const {
  SectionState worst = SectionState::absent;
  for (const auto& section : sections) worst = std::max(worst, section.state);
  return worst;
}

}  // namespace reeve
