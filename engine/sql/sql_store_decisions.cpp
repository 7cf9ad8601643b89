#include <algorithm>
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

WorkItem require_item(Connection& connection, const std::string& campaign_id, std::int32_t case_no,
                      int stage) {
  const auto item = select_row<WorkItem>(
      connection, "from work_item where campaign_id = :id and case_no = :no and stage = :s",
      {campaign_id, case_no, stage});
  if (!item) throw no_such_work_item(case_no, stage);
  return *item;
}

// Every transition is conditional on the version that was read.
void change_item(Connection& connection, const std::string& campaign_id, const WorkItem& item,
                 WorkItemState state) {
  connection.execute(
      "update work_item set state = :state, version = version + 1, reviewer_key = :key, reviewer_name = "
      ":name, "
      "why_reviewer = :why where campaign_id = :id and case_no = :no and stage = :s and version = :version",
      {state, item.reviewer_key, item.reviewer_name, item.why_reviewer, campaign_id, item.case_no, item.stage,
       item.version});
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

void insert_sign_off(Connection& connection, const std::string& campaign_id, const SignOff& sign_off) {
  insert_rows<SignOff>(connection, "sign_off", {sign_off}, [&](auto& walk, auto& row) {
    walk("campaign_id", campaign_id);
    columns(walk, row);
  });
}

Store::DecideResult record(Connection& connection, const std::string& campaign_id, const Window& window,
                           const VersionedDecision& versioned) {
  using Result = Store::DecideResult;
  const Decision& decision = versioned.decision;
  if (select_row<Decision>(connection, "from decision where id = :id", {decision.id})) return Result::already;
  const WorkItem item = require_item(connection, campaign_id, decision.case_no, decision.stage);
  if (!window.accepts(decision.at)) return Result::closed;
  if (item.reviewer_key != decision.by_key) return Result::not_yours;
  if (item.state == WorkItemState::signed_off) return Result::signed_off;
  if (item.version != versioned.expected_version) return Result::stale;
  end_standing(connection, campaign_id, item, decision.at);
  Decision standing = decision;
  standing.undone_at.clear();
  insert_rows<Decision>(connection, "decision", {standing}, [&](auto& walk, auto& row) {
    walk("campaign_id", campaign_id);
    columns(walk, row);
  });
  change_item(connection, campaign_id, item, WorkItemState::decided);
  return Result::recorded;
}

}  // namespace

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
    const WorkItem item = require_item(connection, campaign_id, decision->case_no, decision->stage);
    if (!decision->undone_at.empty() || !window.accepts(at)) return false;
    if (item.state != WorkItemState::decided) return false;
    end_standing(connection, campaign_id, item, at);
    change_item(connection, campaign_id, item, WorkItemState::open);
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

bool SqlStore::reassign(const std::string& campaign_id, const WorkItem& item, std::int64_t expected_version,
                        UtcMillis at) {
  return database_->write(Durability::decision, [&](Connection& connection) {
    const Window window = require_campaign(connection, campaign_id);
    WorkItem kept = require_item(connection, campaign_id, item.case_no, item.stage);
    if (window.state != CampaignState::open || kept.state == WorkItemState::signed_off) return false;
    if (kept.version != expected_version) return false;
    end_standing(connection, campaign_id, kept, at);
    kept.reviewer_key = item.reviewer_key;
    kept.reviewer_name = item.reviewer_name;
    kept.why_reviewer = item.why_reviewer;
    change_item(connection, campaign_id, kept, WorkItemState::open);
    return true;
  });
}

bool SqlStore::sign_off(const std::string& campaign_id, const SignOff& sign_off,
                        const std::vector<std::string>& decision_ids, const std::vector<Removal>& removals,
                        const std::vector<Ticket>& tickets) {
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
        "from work_item where campaign_id = :id and reviewer_key = :key and state <> :signed_off "
        "order by case_no, stage",
        {campaign_id, sign_off.reviewer_key, WorkItemState::signed_off});
    const auto is_open = [](const WorkItem& item) { return item.state == WorkItemState::open; };
    if (items.empty() || std::any_of(items.begin(), items.end(), is_open)) return false;
    const std::set<std::string> seen(decision_ids.begin(), decision_ids.end());
    if (standing_on(connection, campaign_id, items) != seen) return false;
    for (const WorkItem& item : items) {
      change_item(connection, campaign_id, item, WorkItemState::signed_off);
    }
    SignOff kept = sign_off;
    kept.items = static_cast<std::int32_t>(items.size());
    insert_sign_off(connection, campaign_id, kept);
    insert_fresh(connection, "removal", removals);
    insert_fresh(connection, "ticket", tickets);
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
