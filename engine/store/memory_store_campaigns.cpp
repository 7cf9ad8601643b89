#include <algorithm>
#include <set>
#include <tuple>

#include "engine/store/checks.h"
#include "engine/store/memory_store.h"

namespace reeve {
namespace {

WorkItem& work_item(CampaignContent& content, std::int32_t case_no) {
  for (WorkItem& item : content.work_items) {
    if (item.case_no == case_no) return item;
  }
  throw no_such_work_item(case_no);
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

void replace_head(Campaign& campaign, const Campaign& head) {
  campaign.state = head.state;
  campaign.deadline = head.deadline;
  campaign.closed_by = head.closed_by;
  campaign.closed_at = head.closed_at;
  ++campaign.version;
}

template <class Row>
void put_by_no(std::vector<Row>& rows, const Row& row) {
  const auto at = std::ranges::lower_bound(rows, row.no, {}, &Row::no);
  if (at != rows.end() && at->no == row.no) {
    *at = row;
  } else {
    rows.insert(at, row);
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

bool MemoryStore::knows_event(const std::string& id) const {
  return std::ranges::any_of(campaigns_, [&](const auto& entry) {
    return std::ranges::any_of(entry.second.events, [&](const CampaignEvent& e) { return e.id == id; });
  });
}

void MemoryStore::open_campaign(const CampaignContent& content) {
  const std::lock_guard lock(mutex_);
  if (!snapshots_.contains(content.campaign.snapshot)) throw no_such_snapshot(content.campaign.snapshot);
  CampaignContent sorted = content;
  const auto by_no = [](const auto& a, const auto& b) { return a.no < b.no; };
  std::sort(sorted.cards.begin(), sorted.cards.end(), by_no);
  std::sort(sorted.cases.begin(), sorted.cases.end(), by_no);
  std::sort(sorted.work_items.begin(), sorted.work_items.end(),
            [](const WorkItem& a, const WorkItem& b) { return a.case_no < b.case_no; });
  campaigns_.try_emplace(content.campaign.id, StoredCampaign{std::move(sorted), {}, {}, {}});
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
  ++campaign.version;
  return true;
}

std::vector<Store::DecideResult> MemoryStore::record_decisions(
    const std::string& campaign_id, const std::vector<VersionedDecision>& decisions) {
  const std::lock_guard lock(mutex_);
  StoredCampaign& stored = stored_campaign(campaign_id);
  for (const auto& [decision, version] : decisions) {  // throws before anything is recorded
    work_item(stored.content, decision.case_no);
  }
  std::vector<DecideResult> results;
  for (const VersionedDecision& d : decisions) results.push_back(record(stored, d));
  return results;
}

Store::DecideResult MemoryStore::record(StoredCampaign& stored, const VersionedDecision& versioned) {
  const Decision& decision = versioned.decision;
  if (knows_decision(decision.id)) return DecideResult::already;
  WorkItem& item = work_item(stored.content, decision.case_no);
  if (!accepts(stored.content.campaign, decision.at)) return DecideResult::closed;
  if (item.reviewer_key != decision.by_key) return DecideResult::not_yours;
  if (item.state == WorkItemState::signed_off) return DecideResult::signed_off;
  const bool same_stage = item.stage == decision.stage && item.state != WorkItemState::gone;
  if (!same_stage || item.version != versioned.expected_version) return DecideResult::stale;
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
    WorkItem& item = work_item(stored.content, kept.case_no);
    if (!kept.undone_at.empty() || !accepts(stored.content.campaign, at)) return false;
    if (item.state != WorkItemState::decided || item.stage != kept.stage) return false;
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

bool MemoryStore::change_campaign(const std::string& campaign_id, const CampaignChange& change) {
  const std::lock_guard lock(mutex_);
  StoredCampaign& stored = stored_campaign(campaign_id);
  Campaign& campaign = stored.content.campaign;
  if (!change.events.empty() && knows_event(change.events.front().id)) return true;
  if (change.campaign ? change.campaign->version != campaign.version
                      : campaign.state != CampaignState::open) {
    return false;
  }
  for (const WorkItem& item : change.items) {
    if (work_item(stored.content, item.case_no).version != item.version) return false;
  }
  if (change.campaign) replace_head(campaign, *change.campaign);
  for (const WorkItem& item : change.items) {
    const bool stands = item.state == WorkItemState::decided || item.state == WorkItemState::signed_off;
    if (!stands) end_standing(stored.decisions, item, change.events.at(0).at);
    WorkItem& kept = work_item(stored.content, item.case_no);
    kept = item;
    ++kept.version;
  }
  for (const Case& c : change.cases) put_by_no(stored.content.cases, c);
  for (const Card& card : change.cards) put_by_no(stored.content.cards, card);
  std::ranges::copy(change.decisions, std::back_inserter(stored.decisions));
  std::ranges::copy(change.events, std::back_inserter(stored.events));
  for (const Removal& removal : change.removals) removals_.try_emplace(removal.id, removal);
  for (const Ticket& ticket : change.tickets) tickets_.try_emplace(ticket.id, ticket);
  return true;
}

std::vector<CampaignEvent> MemoryStore::campaign_events(const std::string& campaign_id) {
  const std::lock_guard lock(mutex_);
  std::vector<CampaignEvent> out = stored_campaign(campaign_id).events;
  std::ranges::sort(out, [](const CampaignEvent& a, const CampaignEvent& b) {
    return std::tie(a.at, a.id) < std::tie(b.at, b.id);
  });
  return out;
}

bool MemoryStore::sign_off(const std::string& campaign_id, const SignOffContent& content) {
  const std::lock_guard lock(mutex_);
  const SignOff& sign_off = content.sign_off;
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
    if (item.state != WorkItemState::decided) continue;
    decided.push_back(&item);
    for (const Decision& kept : stored.decisions) {
      const bool of_item = kept.case_no == item.case_no && kept.stage == item.stage;
      if (of_item && kept.undone_at.empty()) standing.insert(kept.id);
    }
  }
  if (decided.empty() || standing != std::set(content.decision_ids.begin(), content.decision_ids.end())) {
    return false;
  }
  for (WorkItem* item : decided) change(*item, WorkItemState::signed_off);
  for (const WorkItem& next : content.handed_on) {
    WorkItem& item = work_item(stored.content, next.case_no);
    const std::int64_t version = item.version;
    item = next;
    item.version = version;
  }
  stored.sign_offs.push_back(sign_off);
  stored.sign_offs.back().items = static_cast<std::int32_t>(decided.size());
  std::ranges::copy(content.events, std::back_inserter(stored.events));
  for (const Removal& removal : content.removals) removals_.try_emplace(removal.id, removal);
  for (const Ticket& ticket : content.tickets) tickets_.try_emplace(ticket.id, ticket);
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
