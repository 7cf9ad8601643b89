// The recurring plan of a campaign, as values. Filled from [campaign] of reeve.toml (docs/formats/reeve-toml.md).
#pragma once

#include <string>
#include <vector>

#include "engine/core/json.h"

namespace reeve {

// What a decision needs before it counts.
struct DecisionRules {
  bool reason_to_keep_flagged = true;
  bool reason_to_revoke_unflagged = true;  // the person who loses it can be told why
  bool reason_not_to_judge = true;
  bool bulk = true;              // cases without a flag may be decided several at a time
  int longest_until_days = 365;  // of "certify until"
  bool operator==(const DecisionRules&) const = default;
};

struct CampaignDefinition {
  std::string name;                     // "quarterly"
  std::string title;                    // "Quarterly review of access to customer data"
  std::vector<std::string> categories;  // ids; empty = every category
  int days = 14;                        // from opening to the deadline
  DecisionRules decisions;
  bool operator==(const CampaignDefinition&) const = default;
};

// Kept with the campaign, so that a later change of the file does not change a campaign that runs.
Json to_json(const CampaignDefinition& definition);
// Throws Error{internal} on JSON that `to_json` did not write.
CampaignDefinition definition_from_json(const Json& json);

}  // namespace reeve
