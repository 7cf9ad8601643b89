// What the deadline does with cases that nobody answered. A case is never certified by silence: what stays
// counts as not answered.
#pragma once

#include <string>
#include <vector>

#include "engine/campaign/completion.h"
#include "engine/campaign/definition.h"

namespace reeve {

struct SilentCase {
  std::int32_t case_no = 0;
  std::string why;  // why it stays although its risk says revoke; empty for the others
  bool operator==(const SilentCase&) const = default;
};

// Each case without a decision stands in exactly one list, by number.
struct SilencePlan {
  std::vector<std::int32_t> extend, escalate, revoke;
  std::vector<SilentCase> keep;
  bool operator==(const SilencePlan&) const = default;
};

// `more_time`: escalate and extend are still possible; else both mean keep. A revoke stays where a question
// about it is open, where the account is for emergencies (break-glass), where no permitted removal ends the
// access, where the removal would end what somebody decided to keep, and beyond the share of the cases of its
// source that silence may take: the riskiest are taken first, and all that a removal ends is counted.
SilencePlan plan_silence(const SilenceRules& rules, const std::vector<Case>& cases,
                         const std::vector<Card>& cards, const std::vector<WorkItem>& items,
                         const StandingDecisions& standing, bool more_time);

}  // namespace reeve
