#include <algorithm>
#include <map>
#include <set>

#include "engine/sql/campaign_rows.h"
#include "engine/sql/sql_store_impl.h"
#include "engine/store/checks.h"

namespace reeve {
namespace {

// What decides whether a campaign still takes decisions.
struct Window {
  CampaignState state = CampaignState::closed;
  UtcMillis deadline = 0;
  bool accepts(UtcMillis at) const { return state == CampaignState::open && at <= deadline; }
};

struct WalkWindow {
  void operator()(auto& walk, auto& window) const {
    walk("state", window.state);
    walk("deadline", window.deadline);
  }
};

Window require_campaign(Connection& connection, const std::string& id) {
  const auto window = select_row<Window>(connection, "from campaign where id = :id", {id}, WalkWindow());
  if (!window) throw no_such_campaign(id);
  return *window;
}

WorkItem require_item(Connection& connection, const std::string& campaign_id, std::int32_t case_no) {
  const auto item = select_row<WorkItem>(
      connection, "from work_item where campaign_id = :id and case_no = :no", {campaign_id, case_no});
  if (!item) throw no_such_work_item(case_no);
  return *item;
}

WorkItem in_state(WorkItem item, WorkItemState state) {
  item.state = state;
  return item;
}

void end_standing(Connection& connection, const std::string& campaign_id, const WorkItem& item,
                  UtcMillis at) {
  connection.execute(
      "update decision set undone_at = :at where campaign_id = :id and case_no = :no and stage = :s and "
      "undone_at = ''",
      {format_time(at), campaign_id, item.case_no, item.stage});
}

std::set<std::string> standing_on(Connection& connection, const std::string& campaign_id,
                                  const std::vector<WorkItem>& items) {
  std::set<std::string> ids;
  for (const WorkItem& item : items) {
    const auto found = select_rows<std::string>(
        connection,
        "from decision where campaign_id = :id and case_no = :no and stage = :s and undone_at = ''",
        {campaign_id, item.case_no, item.stage}, [](auto& walk, auto& id) { walk("id", id); });
    ids.insert(found.begin(), found.end());
  }
  return ids;
}

Store::DecideResult record(Connection& connection, const std::string& campaign_id, const Window& window,
                           const VersionedDecision& versioned) {
  using Result = Store::DecideResult;
  const Decision& decision = versioned.decision;
  if (select_row<Decision>(connection, "from decision where id = :id", {decision.id})) return Result::already;
  const WorkItem item = require_item(connection, campaign_id, decision.case_no);
  if (!window.accepts(decision.at)) return Result::closed;
  if (item.reviewer_key != decision.by_key) return Result::not_yours;
  if (item.state == WorkItemState::signed_off) return Result::signed_off;
  const bool same_stage = item.stage == decision.stage && item.state != WorkItemState::gone;
  if (!same_stage || item.version != versioned.expected_version) return Result::stale;
  end_standing(connection, campaign_id, item, decision.at);
  Decision standing = decision;
  standing.undone_at.clear();
  insert_rows<Decision>(connection, "decision", {standing}, OfCampaign{campaign_id});
  change_item(connection, campaign_id, in_state(item, WorkItemState::decided));
  return Result::recorded;
}

void finish_items(Connection& connection, const std::string& campaign_id, const std::vector<WorkItem>& items,
                  const std::vector<WorkItem>& handed_on) {
  std::map<std::int32_t, const WorkItem*> next;
  for (const WorkItem& item : handed_on) next[item.case_no] = &item;
  for (const WorkItem& item : items) {
    const auto it = next.find(item.case_no);
    WorkItem then = it == next.end() ? in_state(item, WorkItemState::signed_off) : *it->second;
    then.version = item.version;
    change_item(connection, campaign_id, then);
  }
}

}  // namespace

// A work item stands once for each case, whatever its stage.
void change_item(Connection& connection, const std::string& campaign_id, const WorkItem& item) {
  connection.execute(
      "update work_item set state = :state, stage = :stage, version = version + 1, reviewer_key = :key, "
      "reviewer_name = :name, why_reviewer = :why, later = :later "
      "where campaign_id = :id and case_no = :no and version = :version",
      {item.state, item.stage, item.reviewer_key, item.reviewer_name, item.why_reviewer,
       pack_texts(to_texts(item.later)), campaign_id, item.case_no, item.version});
}

std::vector<Store::DecideResult> SqlStore::record_decisions(const std::string& campaign_id,
                                                            const std::vector<VersionedDecision>& decisions) {
  return database_->write(Durability::decision, [&](Connection& connection) {
    const Window window = require_campaign(connection, campaign_id);
    std::vector<DecideResult> results;
    for (const VersionedDecision& d : decisions)
      results.push_back(record(connection, campaign_id, window, d));
    return results;
  });
}

bool SqlStore::undo_decision(const std::string& campaign_id, const std::string& decision_id, UtcMillis at) {
  return database_->write(Durability::decision, [&](Connection& connection) {
    const Window window = require_campaign(connection, campaign_id);
    const auto decision = select_row<Decision>(
        connection, "from decision where id = :id and campaign_id = :campaign", {decision_id, campaign_id});
    if (!decision) throw no_such_decision(decision_id);
    const WorkItem item = require_item(connection, campaign_id, decision->case_no);
    if (!decision->undone_at.empty() || !window.accepts(at)) return false;
    if (item.state != WorkItemState::decided || item.stage != decision->stage) return false;
    end_standing(connection, campaign_id, item, at);
    change_item(connection, campaign_id, in_state(item, WorkItemState::open));
    return true;
  });
}

std::vector<Decision> SqlStore::decisions(const std::string& campaign_id) {
  return database_->read([&](Connection& connection) {
    require_campaign(connection, campaign_id);
    return select_rows<Decision>(connection, "from decision where campaign_id = :id order by decided_at, id",
                                 {campaign_id});
  });
}

bool SqlStore::sign_off(const std::string& campaign_id, const SignOffContent& content) {
  const SignOff& sign_off = content.sign_off;
  return database_->write(Durability::decision, [&](Connection& connection) {
    const Window window = require_campaign(connection, campaign_id);
    const auto done =
        select_number(connection, "count(*)",
                      "from sign_off where campaign_id = :id and reviewer_key = :key and signed_at = :at",
                      {campaign_id, sign_off.reviewer_key, sign_off.at});
    if (done.value_or(0) > 0) return true;
    if (window.state != CampaignState::open) return false;
    const auto items = select_rows<WorkItem>(
        connection,
        "from work_item where campaign_id = :id and reviewer_key = :key and (state = :open or state = "
        ":decided) order by case_no",
        {campaign_id, sign_off.reviewer_key, WorkItemState::open, WorkItemState::decided});
    const auto is_open = [](const WorkItem& item) { return item.state == WorkItemState::open; };
    if (items.empty() || std::any_of(items.begin(), items.end(), is_open)) return false;
    const std::set<std::string> seen(content.decision_ids.begin(), content.decision_ids.end());
    if (standing_on(connection, campaign_id, items) != seen) return false;
    finish_items(connection, campaign_id, items, content.handed_on);
    SignOff kept = sign_off;
    kept.items = static_cast<std::int32_t>(items.size());
    insert_rows<SignOff>(connection, "sign_off", {kept}, OfCampaign{campaign_id});
    insert_rows(connection, "campaign_event", content.events, OfCampaign{campaign_id});
    insert_fresh(connection, "removal", content.removals);
    insert_fresh(connection, "ticket", content.tickets);
    return true;
  });
}

std::vector<SignOff> SqlStore::sign_offs(const std::string& campaign_id) {
  return database_->read([&](Connection& connection) {
    require_campaign(connection, campaign_id);
    return select_rows<SignOff>(
        connection, "from sign_off where campaign_id = :id order by signed_at, reviewer_key", {campaign_id});
  });
}

}  // namespace reeve
