// A running campaign against the newest snapshot: what changed in meaning opens again with the difference,
// what vanished is gone, and cases of reviewers who left go to the next in line.
#pragma once

#include <string>
#include <vector>

#include "engine/store/store.h"
#include "engine/workflow/campaign_routes.h"
#include "engine/workflow/context.h"

namespace reeve {

struct RefreshedCase {
  std::int32_t case_no = 0;
  CampaignEventKind kind = CampaignEventKind::reopened;  // or gone
  std::string text;                                      // what is different
  bool operator==(const RefreshedCase&) const = default;
};

struct RefreshResult {
  SnapshotNo snapshot = 0;
  std::vector<RefreshedCase> cases;   // by number
  std::vector<RouteAnswer> replaced;  // of reviewers who are not at work
  std::size_t not_seen = 0;           // accesses that are not there, but their source was not read whole
  std::size_t appeared = 0;           // accesses in scope that the campaign does not hold; the next one asks
};

// Everything that an open campaign still asks or has kept is compared; what is revoked and signed off is left
// to `reeve verify`. A case that opens again is on the desk where it was, in its stage. Errors as opening:
// the newest snapshot must be evaluated. Error{conflict} where somebody decided in between: run it again.
RefreshResult refresh_campaign(Context& context, Store& store, const std::string& campaign_id);

}  // namespace reeve
