// Small wordings of the portal: names of risks and decisions, times and initials.
#pragma once

#include <string>
#include <string_view>

#include "engine/core/time.h"
#include "engine/model/access_table.h"
#include "engine/model/campaign.h"
#include "portal/language.h"

namespace reeve::portal {

// "Critical"; empty for low, which is not worth a badge.
std::string risk_label(Severity risk, const Language& say = english());
std::string decision_label(
    DecisionKind kind, const Language& say = english());  // "Keep", "Keep until", "Remove", "Cannot judge"
std::string decision_class(DecisionKind kind);            // keep, remove, plain: names in reeve.css
std::string initials_of(std::string_view name);
// "2026-12-08 17:00 UTC".
std::string minute_of(UtcMillis t);
// "3 days left", "ends today", empty where the time has passed.
std::string days_left(UtcMillis now, UtcMillis deadline, const Language& say = english());

// "less than an hour ago", "5 hours ago", "3 days ago".
std::string age_of(UtcMillis now, UtcMillis then);
// "works", "after switching roles", "lacks something", "only passes it on", "not known".
std::string works_label(const AccessFlags& flags);
// "12 345", in groups of three.
std::string figure(std::int64_t number);

}  // namespace reeve::portal
