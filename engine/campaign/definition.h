// The recurring plan of a campaign, as values. Format of the files: docs/formats/campaigns.md.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/json.h"
#include "engine/model/finding.h"

namespace reeve {

// Where a reviewer comes from. What does not apply to a case (an account has no manager) is passed over.
enum class ReviewerRole : unsigned char {
  manager,
  manager_above,
  account_owner,
  data_owner,
  source_owner,
  group,
  campaign_owner,
};

struct StageRule {
  std::vector<ReviewerRole> reviewers = {
      ReviewerRole::manager,       ReviewerRole::manager_above, ReviewerRole::account_owner,
      ReviewerRole::data_owner,    ReviewerRole::source_owner,  ReviewerRole::group,
      ReviewerRole::campaign_owner};    // in the order in which they are asked
  std::vector<std::string> group;       // identity keys or e-mails; who has fewest cases is asked
  std::vector<std::string> categories;  // of a later stage: cases that reach one of them; empty = all
  bool operator==(const StageRule&) const = default;
};

// Nobody of the department reviews anything in this campaign.
struct Conflict {
  std::string department;
  std::string reason;
  bool operator==(const Conflict&) const = default;
};

// What it means that nobody answered until the deadline. keep: the access stays and counts as not answered.
// escalate: the next in line is asked, once; then keep. extend: the same reviewer has more days, once; then
// keep. revoke: it is taken away, within the caps; what they do not allow is kept.
enum class Silence : unsigned char { keep, escalate, extend, revoke };

struct SilenceRules {
  std::array<Silence, 4> by_risk{};  // by Severity
  int extension_days = 7;
  int most_percent_of_source = 2;  // of the cases of one source that silence may revoke; break-glass never
  Silence for_risk(Severity risk) const { return by_risk[static_cast<std::size_t>(risk)]; }
  bool operator==(const SilenceRules&) const = default;
};

// What an earlier decision to keep is worth, where nothing changed in meaning since. Never for critical risk.
struct CarryRules {
  int times = 0;   // in a row; 0 = everything is decided anew
  int days = 180;  // since a person decided
  bool operator==(const CarryRules&) const = default;
};

// What a decision needs before it counts.
struct DecisionRules {
  bool reason_to_keep_flagged = true;
  bool reason_to_keep_not_evaluable = true;  // what some rule could not judge
  bool reason_to_revoke_unflagged = true;    // the person who loses it can be told why
  bool reason_not_to_judge = true;
  bool bulk = true;              // cases without a flag may be decided several at a time
  int longest_until_days = 365;  // of "certify until"
  bool operator==(const DecisionRules&) const = default;
};

// Empty lists take everything in.
struct ScopeRules {
  std::vector<std::string> categories;  // ids
  std::vector<std::string> sources;     // of the entitlement
  std::vector<std::string> rules;       // what one of them flags or could not evaluate
  std::vector<std::string> people;      // identity keys or e-mails
  std::vector<std::string> departments;
  Severity least_risk = Severity::low;  // above low: what is flagged so high or could not be evaluated
  bool by_finding() const { return !rules.empty() || least_risk != Severity::low; }
  bool operator==(const ScopeRules&) const = default;
};

struct CampaignDefinition {
  std::string name;   // of the campaign that is open with it: "autumn"
  std::string title;  // "Quarterly review of access to customer data"
  std::string from;   // the definition it was opened with: "quarterly"
  ScopeRules scope;
  std::vector<StageRule> stages = {StageRule{}};
  std::vector<Conflict> conflicts;
  int days = 14;  // from opening to the deadline
  SilenceRules silence;
  CarryRules carry;
  DecisionRules decisions;
  bool operator==(const CampaignDefinition&) const = default;
};

// Kept with the campaign, so that a later change of the file does not change a campaign that runs.
Json to_json(const CampaignDefinition& definition);
// Throws Error{internal} on JSON that `to_json` did not write.
CampaignDefinition definition_from_json(const Json& json);

REEVE_ENUM_NAMES(ReviewerRole, "manager", "manager above", "account owner", "data owner", "source owner",
                 "group", "campaign owner")
REEVE_ENUM_NAMES(Silence, "keep", "escalate", "extend", "revoke")

}  // namespace reeve
