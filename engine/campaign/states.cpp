#include "engine/campaign/states.h"

#include <algorithm>
#include <array>
#include <utility>

namespace reeve {
namespace {

using Item = WorkItemState;

constexpr std::array<std::pair<CampaignState, CampaignState>, 2> kCampaign{{
    {CampaignState::open, CampaignState::closed},
    {CampaignState::closed, CampaignState::open},
}};

constexpr std::array<std::pair<Item, Item>, 18> kWorkItem{{
    {Item::open, Item::open},
    {Item::open, Item::decided},
    {Item::open, Item::asked},
    {Item::open, Item::gone},
    {Item::open, Item::signed_off},
    {Item::asked, Item::open},
    {Item::asked, Item::decided},
    {Item::asked, Item::gone},
    {Item::decided, Item::decided},
    {Item::decided, Item::open},
    {Item::decided, Item::gone},
    {Item::decided, Item::signed_off},
    {Item::signed_off, Item::open},
    {Item::signed_off, Item::gone},
    {Item::carried, Item::open},
    {Item::carried, Item::decided},
    {Item::carried, Item::gone},
    {Item::gone, Item::open},
}};

}  // namespace

bool may_become(CampaignState from, CampaignState to) {
  return std::ranges::find(kCampaign, std::pair{from, to}) != kCampaign.end();
}

bool may_become(WorkItemState from, WorkItemState to) {
  return std::ranges::find(kWorkItem, std::pair{from, to}) != kWorkItem.end();
}

bool has_work_left(WorkItemState state) {
  return state == WorkItemState::open || state == WorkItemState::decided || state == WorkItemState::asked;
}

WorkItem at_next_stage(const WorkItem& item) {
  WorkItem next = item;
  const StageReviewer& reviewer = item.later.at(0);
  next.stage += 1;
  next.reviewer_key = reviewer.key;
  next.reviewer_name = reviewer.name;
  next.why_reviewer = reviewer.why;
  next.state = WorkItemState::open;
  next.later.erase(next.later.begin());
  return next;
}

}  // namespace reeve
