#include "engine/policy/waivers.h"

#include <algorithm>

#include "engine/core/text.h"

namespace reeve {

WaiverState state_of(const Waiver& waiver, UtcMillis as_of) {
  if (!waiver.revoked_by.empty()) return WaiverState::revoked;
  if (waiver.from > as_of) return WaiverState::future;
  return waiver.until <= as_of ? WaiverState::expired : WaiverState::in_force;
}

bool covers(const Waiver& waiver, const Finding& finding) {
  return finding.grain != Grain::waiver && waiver.rule == finding.rule &&
         (waiver.subject_key.empty() || waiver.subject_key == finding.subject_key) &&
         (waiver.entitlement_key.empty() || waiver.entitlement_key == finding.entitlement_key);
}

const Waiver* waiver_in_force(const std::vector<Waiver>& waivers, const Finding& finding, UtcMillis as_of) {
  const Waiver* best = nullptr;
  for (const Waiver& waiver : waivers) {
    if (state_of(waiver, as_of) != WaiverState::in_force || !covers(waiver, finding)) continue;
    if (best == nullptr || waiver.until > best->until) best = &waiver;
  }
  return best;
}

std::string objection(const Waiver& waiver, const std::vector<std::string>& beneficiaries,
                      std::int64_t longest_days) {
  const auto profits = [&](const std::string& person) {
    return std::ranges::find(beneficiaries, person) != beneficiaries.end();
  };
  if (trim(waiver.reason).empty()) return "a waiver needs a reason";
  if (waiver.approved_by == waiver.requested_by) return "who asks for a waiver cannot approve it";
  if (profits(waiver.approved_by)) return "who profits from a waiver cannot approve it";
  if (waiver.until <= waiver.from) return "a waiver has to end after it begins";
  if (waiver.until - waiver.from > longest_days * kDay) {
    return "a waiver ends at most " + count_of(static_cast<std::size_t>(longest_days), "day", "days") +
           " after it begins (`waiver_days_maximum` in thresholds.json)";
  }
  return "";
}

}  // namespace reeve
