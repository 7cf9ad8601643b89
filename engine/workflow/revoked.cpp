#include "engine/workflow/revoked.h"

#include <algorithm>
#include <map>

namespace reeve {
namespace {

bool is_proven(const Removal& removal) {
  return removal.state == RemovalState::verified_removed || removal.state == RemovalState::came_back;
}

// By campaign and case: whether all its removals were proven.
using Proven = std::map<std::string, std::map<std::int32_t, bool>>;

Proven proven_cases(const std::vector<Removal>& removals) {
  Proven proven;
  for (const Removal& removal : removals) {
    for (const std::int32_t no : removal.cases) {
      const auto it = proven[removal.campaign_id].try_emplace(no, true).first;
      it->second = it->second && is_proven(removal);
    }
  }
  return proven;
}

std::map<std::int32_t, DecisionKind> standing_decisions(Store& store, const std::string& campaign) {
  std::map<std::int32_t, DecisionKind> standing;
  for (const Decision& decision : store.decisions(campaign)) {
    if (decision.undone_at.empty()) standing[decision.case_no] = decision.kind;
  }
  return standing;
}

}  // namespace

RevokedAccesses revoked_accesses(Store& store) {
  const Proven proven = proven_cases(store.removals());
  RevokedAccesses revoked;
  if (proven.empty()) return revoked;
  for (const Campaign& campaign : store.campaigns()) {
    const auto decisions = standing_decisions(store, campaign.id);
    const auto removed = proven.find(campaign.id);
    for (const Case& one : store.campaign(campaign.id).cases) {
      const auto decision = decisions.find(one.no);
      if (decision == decisions.end()) continue;
      const std::pair access(one.subject_key, one.entitlement_key);
      const bool kept =
          decision->second == DecisionKind::certify || decision->second == DecisionKind::certify_until;
      if (kept) revoked.erase(access);
      if (decision->second != DecisionKind::revoke || removed == proven.end()) continue;
      const auto all = removed->second.find(one.no);
      if (all != removed->second.end() && all->second) revoked.insert(access);
    }
  }
  return revoked;
}

}  // namespace reeve
