// What opening a campaign would mean, before anything is kept or sent.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "engine/workflow/campaign_survey.h"

namespace reeve {

struct ReviewerLoad {
  std::string reviewer;
  std::string key;  // identity subject key
  std::size_t cases = 0, flagged = 0, not_evaluable = 0;
  std::size_t later = 0;    // cases that reach her in a later stage if they are kept
  std::size_t minutes = 0;  // kSecondsPerCase, kSecondsPerLook
  bool operator==(const ReviewerLoad&) const = default;
};

// A case that some rule flags or could not judge takes a look at the path; the others a glance.
inline constexpr std::size_t kSecondsPerCase = 10;
inline constexpr std::size_t kSecondsPerLook = 45;

struct SilencePreview {
  Severity risk = Severity::low;
  Silence silence = Silence::keep;
  std::size_t cases = 0;
  bool operator==(const SilencePreview&) const = default;
};

struct CampaignPreview {
  CampaignDefinition definition;
  UtcMillis deadline = 0;  // if it were opened now
  ScopeFigures scope;
  std::vector<ReviewerLoad> reviewers;       // by name
  std::vector<std::string> not_the_manager;  // "Ana Lopes: Mara Okafor, data owner", people whose manager is
                                             // not asked
  std::vector<SilencePreview> silence;       // by risk, if nobody answered
};

// Writes nothing. Errors as `open_campaign`, but gaps are only told.
CampaignPreview preview_campaign(Context& context, Store& store, const std::string& definition);

}  // namespace reeve
