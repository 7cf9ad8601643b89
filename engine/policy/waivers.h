// Waivers: where they stand, what they cover, and what a new one has to be like. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/model/finding.h"

namespace reeve {

enum class WaiverState : unsigned char { future, in_force, expired, revoked };
REEVE_ENUM_NAMES(WaiverState, "future", "in_force", "expired", "revoked")

WaiverState state_of(const Waiver& waiver, UtcMillis as_of);

// Rule, subject and entitlement match; an empty subject or entitlement of the waiver matches any.
bool covers(const Waiver& waiver, const Finding& finding);

// The one in force that ends last, of those that cover the finding. Findings about waivers are never waived.
const Waiver* waiver_in_force(const std::vector<Waiver>& waivers, const Finding& finding, UtcMillis as_of);

// What stands against recording the waiver; empty where nothing does. `approver` and `requester` are people's
// subject keys: neither may be the one who profits from it (nor whoever owns the account that does), and they
// are two people. It ends, at most `longest_days` from its beginning, and says why.
std::string objection(const Waiver& waiver, const std::vector<std::string>& beneficiaries,
                      std::int64_t longest_days);

}  // namespace reeve
