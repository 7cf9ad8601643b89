#include "engine/workflow/removal_deadlines.h"

#include <algorithm>

#include "engine/remediation/states.h"

namespace reeve {

Severity RemovalDeadlines::risk_of(const Removal& removal) {
  if (removal.campaign_id.empty()) return Severity::high;
  const auto [it, is_new] = risks_.try_emplace(removal.campaign_id);
  if (is_new) {
    for (const Case& c : store_.campaign(removal.campaign_id).cases) it->second[c.no] = c.risk;
  }
  Severity risk = Severity::low;
  for (const std::int32_t no : removal.cases) {
    if (const auto known = it->second.find(no); known != it->second.end())
      risk = std::max(risk, known->second);
  }
  return risk;
}

UtcMillis RemovalDeadlines::due(const Removal& removal) {
  const Severity risk = risk_of(removal);
  const int days = risk == Severity::critical ? settings_.due_days_critical
                   : risk == Severity::high   ? settings_.due_days_high
                   : risk == Severity::medium ? settings_.due_days_medium
                                              : settings_.due_days_low;
  return removal.decided_at + days * kDay;
}

bool RemovalDeadlines::is_overdue(const Removal& removal, UtcMillis now) {
  return is_open(removal.state) && removal.state != RemovalState::rejected && now > due(removal);
}

}  // namespace reeve
