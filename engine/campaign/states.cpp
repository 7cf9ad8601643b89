#include "engine/campaign/states.h"

#include <algorithm>
#include <array>
#include <utility>

namespace reeve {
namespace {

constexpr std::array<std::pair<CampaignState, CampaignState>, 1> kCampaign{{
    {CampaignState::open, CampaignState::closed},
}};

constexpr std::array<std::pair<WorkItemState, WorkItemState>, 4> kWorkItem{{
    {WorkItemState::open, WorkItemState::decided},
    {WorkItemState::decided, WorkItemState::decided},
    {WorkItemState::decided, WorkItemState::open},
    {WorkItemState::decided, WorkItemState::signed_off},
}};

}  // namespace

bool may_become(CampaignState from, CampaignState to) {
  return std::ranges::find(kCampaign, std::pair{from, to}) != kCampaign.end();
}

bool may_become(WorkItemState from, WorkItemState to) {
  return std::ranges::find(kWorkItem, std::pair{from, to}) != kWorkItem.end();
}

}  // namespace reeve
