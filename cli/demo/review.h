// The second half of `reeve demo`: one manager reviews, a removal is asked for, done by an invented
// administrator, and proven by the next read.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/model/remediation.h"
#include "engine/workflow/campaign.h"

namespace reeve::demo {

// The reviewer with the smallest desk among those who have something critical with a known cut.
struct ChosenDesk {
  std::string reviewer_key;
  std::string reviewer_name;
  std::size_t cases = 0;
};
ChosenDesk choose_desk(const OpenedCampaign& opened);

// Decides everything on the desk as its owner might: revokes what is flagged and has a cut, keeps the rest
// with a reason, and signs off. The removals that follow.
std::vector<Removal> review_desk(Context& context, Store& store, const std::string& campaign_id,
                                 const ChosenDesk& desk);

// Takes the edges out of the sources' files, as their administrators would. How many rows went.
std::size_t remove_by_hand(const std::vector<Removal>& removals, const std::filesystem::path& folder);

}  // namespace reeve::demo
