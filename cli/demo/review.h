// The demo's review: one manager, what she decides, and what the administrators then do.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/command.h"
#include "engine/store/store.h"
#include "engine/workflow/campaign.h"

namespace reeve::demo {

struct ChosenDesk {
  std::string reviewer_key;
  std::string reviewer_name;
  std::int32_t telling_case = 0;  // Case::no
  std::size_t cases = 0;
};

// The desk with the critical case that can be ended and whose way to the data is the longest; of several, the
// one with the fewest cases. Throws Error{internal} where no desk has such a case.
ChosenDesk choose_desk(const OpenedCampaign& opened);

// Tells what the reviewer of that case is shown: the way, the findings, and what a revoke would do.
void tell_case(const OpenedCampaign& opened, const ChosenDesk& desk, cli::Output& out);

struct Reviewed {
  std::size_t kept = 0, revoked = 0, not_judged = 0;
  std::vector<Removal> removals;
};

// Revokes what is flagged and can be ended, but for rights that are flagged only beside one that goes; cannot
// judge what no permitted cut ends; keeps the rest; signs off. Throws Error{internal} where a decision is
// refused.
Reviewed review_desk(Context& context, Store& store, const std::string& campaign_id, const ChosenDesk& desk);

// Takes the removed edges out of the files; how many rows went.
std::size_t remove_by_hand(const std::vector<Removal>& removals, const std::filesystem::path& folder);

// The link of the reviewer, other than `desk`'s, with the most flagged cases; nullptr where there is none.
const IssuedLink* next_link(const OpenedCampaign& opened, const ChosenDesk& desk);

}  // namespace reeve::demo
