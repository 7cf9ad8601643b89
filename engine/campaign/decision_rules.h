// What a decision needs before it counts. The store checks the rest: whose desk, which version, the deadline.
#pragma once

#include <string>
#include <vector>

#include "engine/campaign/definition.h"
#include "engine/model/campaign.h"

namespace reeve {

// The rules that could not judge the case, by id.
std::vector<std::string> unjudged_by(const Case& subject_case);

// Whether the case is flagged or was not judged by every rule: no bulk.
bool needs_own_look(const DecisionRules& rules, const Case& subject_case);

// Whether a decision of this kind on this case needs a reason.
bool reason_required(const DecisionRules& rules, const Case& subject_case, DecisionKind kind);

// For people, and what to do; empty where the decision is in order. `decision.at` is the time it is made.
std::string problem_with(const DecisionRules& rules, const Case& subject_case, const Decision& decision);

// Same meaning: deciding it again is no new decision.
bool same_decision(const Decision& a, const Decision& b);

}  // namespace reeve
