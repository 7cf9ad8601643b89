// Earlier decisions that still count, because nothing changed in meaning since. What is carried forward is
// never called decided or reviewed.
//
// A carried case's evidence holds `earlier`: {campaign, decision, by, at, digest, times}: where a person
// decided last, and how often that was carried, this time included.
#pragma once

#include <optional>
#include <string>

#include "engine/campaign/definition.h"
#include "engine/campaign/freeze.h"
#include "engine/model/campaign.h"

namespace reeve {

struct EarlierDecision {
  std::string campaign;  // its name
  DecisionKind kind = DecisionKind::certify;
  std::optional<UtcMillis> until;
  std::string by;
  UtcMillis at = 0;
  Digest digest{};                 // of what was shown then
  int times = 0;                   // how often it was carried before
  Json evidence = Json::object();  // of the last campaign in which it counted
};

// What a campaign that is over says about one of its cases; nullopt where nobody's decision to keep it
// counts. `standing`: the standing decision, or nullptr.
std::optional<EarlierDecision> earlier_decision(const Campaign& campaign, const Case& c, const WorkItem& item,
                                                const Decision* standing);

// Why the case is decided anew; empty where the earlier decision counts until `deadline`.
std::string why_anew(const CarryRules& rules, const EarlierDecision& earlier, const Case& c, UtcMillis now,
                     UtcMillis deadline);

// Puts the case and its work item into the state of being carried.
void carry(const EarlierDecision& earlier, Case& c, WorkItem& item);

}  // namespace reeve
