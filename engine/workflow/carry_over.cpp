#include "engine/workflow/carry_over.h"

#include <map>

#include "engine/campaign/completion.h"
#include "engine/campaign/evidence_diff.h"

namespace reeve {
namespace {

using AccessKey = std::pair<std::string, std::string>;  // subject key, entitlement key

// The newest campaign that holds the access counts, whatever it says.
void read_campaign(Store& store, const std::string& id,
                   std::map<AccessKey, std::optional<EarlierDecision>>& newest) {
  const CampaignContent content = store.campaign(id);
  const StandingDecisions standing = standing_decisions(content.work_items, store.decisions(id));
  std::map<std::int32_t, const WorkItem*> item_of;
  for (const WorkItem& item : content.work_items) item_of[item.case_no] = &item;
  for (const Case& c : content.cases) {
    const auto decision = standing.find(c.no);
    newest.try_emplace({c.subject_key, c.entitlement_key},
                       earlier_decision(content.campaign, c, *item_of.at(c.no),
                                        decision == standing.end() ? nullptr : &decision->second));
  }
}

std::map<AccessKey, std::optional<EarlierDecision>> earlier_decisions(Store& store, UtcMillis since) {
  std::map<AccessKey, std::optional<EarlierDecision>> newest;
  std::vector<Campaign> campaigns = store.campaigns();
  for (auto it = campaigns.rbegin(); it != campaigns.rend(); ++it) {
    if (it->state == CampaignState::closed && it->closed_at >= since) read_campaign(store, it->id, newest);
  }
  return newest;
}

}  // namespace

std::size_t carry_over(Store& store, const CarryRules& rules, UtcMillis now, UtcMillis deadline,
                       FrozenCases& frozen) {
  if (rules.times == 0) return 0;
  const auto earlier = earlier_decisions(store, now - rules.days * kDay);
  std::size_t carried = 0;
  for (std::size_t i = 0; i < frozen.cases.size(); ++i) {
    Case& c = frozen.cases[i];
    const auto it = earlier.find({c.subject_key, c.entitlement_key});
    if (it == earlier.end() || !it->second) continue;
    if (why_anew(rules, *it->second, c, now, deadline).empty()) {
      carry(*it->second, c, frozen.work_items.at(i));
      ++carried;
    } else if (const auto changes = differences_in_meaning(it->second->evidence, c.evidence);
               !changes.empty()) {
      c.evidence["changed"] = changes;
      c.evidence_digest = evidence_digest(c.evidence);
    }
  }
  return carried;
}

}  // namespace reeve
