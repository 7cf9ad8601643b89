// Campaigns, their cases, and one case with everything that ever happened to it. Pure.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/core/json.h"
#include "engine/model/remediation.h"
#include "engine/store/store.h"

namespace reeve::portal {

inline constexpr std::size_t kCasesOnAPage = 100;

struct CaseFilter {
  std::string reviewer, state, decision, text;
  std::size_t page = 1;
};

// One line per case, by number: who, what, whose desk, what was decided.
Json cases_view(const CampaignContent& content, const std::vector<Decision>& decisions,
                const CaseFilter& filter);

// What was frozen, every decision (undone ones too), moves, questions and answers, sign-offs, removals and
// their tickets, in the order of time. Null where the campaign has no such case.
Json case_view(const CampaignContent& content, std::int32_t case_no, const std::vector<Decision>& decisions,
               const std::vector<CampaignEvent>& moves, const std::vector<SignOff>& sign_offs,
               const std::vector<Removal>& removals, const std::vector<Ticket>& tickets);

}  // namespace reeve::portal
