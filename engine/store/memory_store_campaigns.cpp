#include <algorithm>
#include <set>
#include <tuple>

#include "engine/store/checks.h"
#include "engine/store/memory_store.h"

namespace reeve {
namespace {

WorkItem& work_item(CampaignContent& content, std::int32_t case_no, int stage) {
  for (WorkItem& item : content.work_items) {
    if (item.case_no == case_no && item.stage == stage) return item;
  }
  throw no_such_work_item(case_no, stage);
}

bool accepts(const Campaign& campaign, UtcMillis at) {
  return campaign.state == CampaignState::open && at <= campaign.deadline;
}

void change(WorkItem& item, WorkItemState state) {
  item.state = state;
  ++item.version;
}

void end_standing(std::vector<Decision>& decisions, const WorkItem& item, UtcMillis at) {
  for (Decision& kept : decisions) {
    const bool of_item = kept.case_no == item.case_no && kept.stage == item.stage;
    if (of_item && kept.undone_at.empty()) kept.undone_at = format_time(at);
  }
}

}  // namespace

MemoryStore::StoredCampaign& MemoryStore::stored_campaign(const std::string& id) {
  const auto it = campaigns_.find(id);
  if (it == campaigns_.end()) throw no_such_campaign(id);
  return it->second;
}

bool MemoryStore::knows_decision(const std::string& id) const {
  for (const auto& [campaign_id, stored] : campaigns_) {
    for (const Decision& kept : stored.decisions) {
      if (kept.id == id) return true;
    }
  }
  return false;
}

void MemoryStore::open_campaign(const CampaignContent& content) {
  const std::lock_guard lock(mutex_);
  if (!snapshots_.contains(content.campaign.snapshot)) throw no_such_snapshot(content.campaign.snapshot);
  CampaignContent sorted = content;
  const auto by_no = [](const auto& a, const auto& b) { return a.no < b.no; };
  std::sort(sorted.cards.begin(), sorted.cards.end(), by_no);
  std::sort(sorted.cases.begin(), sorted.cases.end(), by_no);
  std::sort(sorted.work_items.begin(), sorted.work_items.end(), [](const WorkItem& a, const WorkItem& b) {
    return std::tie(a.case_no, a.stage) < std::tie(b.case_no, b.stage);
  });
  campaigns_.try_emplace(content.campaign.id, StoredCampaign{std::move(sorted), {}, {}});
}

std::vector<Campaign> MemoryStore::campaigns() {
  const std::lock_guard lock(mutex_);
  std::vector<Campaign> out;
  for (const auto& [id, stored] : campaigns_) out.push_back(stored.content.campaign);
  std::stable_sort(out.begin(), out.end(),
                   [](const Campaign& a, const Campaign& b) { return a.opened_at < b.opened_at; });
  return out;
}

CampaignContent MemoryStore::campaign(const std::string& id) {
  const std::lock_guard lock(mutex_);
  return stored_campaign(id).content;
}

std::vector<ReviewCount> MemoryStore::review_counts(const std::string& id) {
  const std::lock_guard lock(mutex_);
  std::map<std::tuple<std::string, std::string, WorkItemState>, std::int64_t> counts;
  for (const WorkItem& item : stored_campaign(id).content.work_items)
    ++counts[{item.reviewer_name, item.reviewer_key, item.state}];
  std::vector<ReviewCount> out;
  for (const auto& [of, items] : counts) {
    const auto& [name, key, state] = of;
    out.push_back({.reviewer_key = key, .reviewer_name = name, .state = state, .items = items});
  }
  return out;
}

bool MemoryStore::close_campaign(const std::string& id, const std::string& by, UtcMillis at) {
  const std::lock_guard lock(mutex_);
  Campaign& campaign = stored_campaign(id).content.campaign;
  if (campaign.state != CampaignState::open) return false;
  campaign.state = CampaignState::closed;
  campaign.closed_by = by;
  campaign.closed_at = at;
  return true;
}

std::vector<Store::DecideResult> MemoryStore::record_decisions(
    const std::string& campaign_id, const std::vector<VersionedDecision>& decisions) {
  const std::lock_guard lock(mutex_);
  StoredCampaign& stored = stored_campaign(campaign_id);
  for (const auto& [decision, version] : decisions) {  // throws before anything is recorded
    work_item(stored.content, decision.case_no, decision.stage);
  }
  std::vector<DecideResult> results;
  for (const VersionedDecision& d : decisions) results.push_back(record(stored, d));
  return results;
}

Store::DecideResult MemoryStore::record(StoredCampaign& stored, const VersionedDecision& versioned) {
  const Decision& decision = versioned.decision;
  if (knows_decision(decision.id)) return DecideResult::already;
  WorkItem& item = work_item(stored.content, decision.case_no, decision.stage);
  if (!accepts(stored.content.campaign, decision.at)) return DecideResult::closed;
  if (item.reviewer_key != decision.by_key) return DecideResult::not_yours;
  if (item.state == WorkItemState::signed_off) return DecideResult::signed_off;
  if (item.version != versioned.expected_version) return DecideResult::stale;
  end_standing(stored.decisions, item, decision.at);
  stored.decisions.push_back(decision);
  stored.decisions.back().undone_at.clear();
  change(item, WorkItemState::decided);
  return DecideResult::recorded;
}

bool MemoryStore::undo_decision(const std::string& campaign_id, const std::string& decision_id,
                                UtcMillis at) {
  const std::lock_guard lock(mutex_);
  StoredCampaign& stored = stored_campaign(campaign_id);
  for (Decision& kept : stored.decisions) {
    if (kept.id != decision_id) continue;
    WorkItem& item = work_item(stored.content, kept.case_no, kept.stage);
    if (!kept.undone_at.empty() || !accepts(stored.content.campaign, at)) return false;
    if (item.state != WorkItemState::decided) return false;
    kept.undone_at = format_time(at);
    change(item, WorkItemState::open);
    return true;
  }
  throw no_such_decision(decision_id);
}

std::vector<Decision> MemoryStore::decisions(const std::string& campaign_id) {
  const std::lock_guard lock(mutex_);
  std::vector<Decision> out = stored_campaign(campaign_id).decisions;
  std::sort(out.begin(), out.end(),
            [](const Decision& a, const Decision& b) { return std::tie(a.at, a.id) < std::tie(b.at, b.id); });
  return out;
}

bool MemoryStore::reassign(const std::string& campaign_id, const WorkItem& item,
                           std::int64_t expected_version, UtcMillis at) {
  const std::lock_guard lock(mutex_);
  StoredCampaign& stored = stored_campaign(campaign_id);
  WorkItem& kept = work_item(stored.content, item.case_no, item.stage);
  if (stored.content.campaign.state != CampaignState::open || kept.state == WorkItemState::signed_off) {
    return false;
  }
  if (kept.version != expected_version) return false;
  end_standing(stored.decisions, kept, at);
  kept.reviewer_key = item.reviewer_key;
  kept.reviewer_name = item.reviewer_name;
  kept.why_reviewer = item.why_reviewer;
  change(kept, WorkItemState::open);
  return true;
}

bool MemoryStore::sign_off(const std::string& campaign_id, const SignOff& sign_off,
                           const std::vector<std::string>& decision_ids, const std::vector<Removal>& removals,
                           const std::vector<Ticket>& tickets) {
  const std::lock_guard lock(mutex_);
  StoredCampaign& stored = stored_campaign(campaign_id);
  for (const SignOff& kept : stored.sign_offs) {
    if (kept.reviewer_key == sign_off.reviewer_key && kept.at == sign_off.at) return true;
  }
  if (stored.content.campaign.state != CampaignState::open) return false;
  std::vector<WorkItem*> decided;
  std::set<std::string> standing;
  for (WorkItem& item : stored.content.work_items) {
    if (item.reviewer_key != sign_off.reviewer_key) continue;
    if (item.state == WorkItemState::open) return false;
    if (item.state == WorkItemState::signed_off) continue;
    decided.push_back(&item);
    for (const Decision& kept : stored.decisions) {
      const bool of_item = kept.case_no == item.case_no && kept.stage == item.stage;
      if (of_item && kept.undone_at.empty()) standing.insert(kept.id);
    }
  }
  if (decided.empty() || standing != std::set(decision_ids.begin(), decision_ids.end())) return false;
  for (WorkItem* item : decided) change(*item, WorkItemState::signed_off);
  stored.sign_offs.push_back(sign_off);
  stored.sign_offs.back().items = static_cast<std::int32_t>(decided.size());
  for (const Removal& removal : removals) removals_.try_emplace(removal.id, removal);
  for (const Ticket& ticket : tickets) tickets_.try_emplace(ticket.id, ticket);
  return true;
}

std::vector<SignOff> MemoryStore::sign_offs(const std::string& campaign_id) {
  const std::lock_guard lock(mutex_);
  std::vector<SignOff> out = stored_campaign(campaign_id).sign_offs;
  std::sort(out.begin(), out.end(), [](const SignOff& a, const SignOff& b) {
    return std::tie(a.at, a.reviewer_key) < std::tie(b.at, b.reviewer_key);
  });
  return out;
}

}  // namespace reeve
