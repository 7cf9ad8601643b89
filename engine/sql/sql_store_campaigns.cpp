#include <map>

#include "engine/sql/campaign_rows.h"
#include "engine/sql/sql_store_impl.h"
#include "engine/store/checks.h"

namespace reeve {
namespace {

std::vector<CardEdgeRow> edges_of(const std::vector<Card>& cards) {
  std::vector<CardEdgeRow> rows;
  for (const Card& card : cards) {
    std::int64_t place = 0;
    for (const CardEdge& edge : card.edges) rows.push_back({card.no, place++, edge});
  }
  return rows;
}

template <class Row>
std::vector<Row> select_of(Connection& connection, const std::string& id, const std::string& table,
                           const std::string& order) {
  return select_rows<Row>(connection, "from " + table + " where campaign_id = :id order by " + order, {id});
}

std::vector<Card> select_cards(Connection& connection, const std::string& id) {
  auto cards = select_of<Card>(connection, id, "campaign_card", "card_no");
  std::map<std::int32_t, Card*> by_no;
  for (Card& card : cards) by_no[card.no] = &card;
  for (auto& row : select_of<CardEdgeRow>(connection, id, "campaign_card_edge", "card_no, place")) {
    by_no.at(row.card_no)->edges.push_back(std::move(row.edge));
  }
  return cards;
}

void walk_count(auto& walk, auto& row) {
  walk("reviewer_key", row.reviewer_key);
  walk("reviewer_name", row.reviewer_name);
  walk("state", row.state);
  walk("count(*)", row.items);
}

// --- changing a running campaign

bool is_kept(Connection& connection, const std::vector<CampaignEvent>& events) {
  return !events.empty() &&
         select_number(connection, "count(*)", "from campaign_event where id = :id", {events.front().id})
                 .value_or(0) > 0;
}

bool is_as_seen(Connection& connection, const Campaign& campaign, const CampaignChange& change) {
  if (change.campaign ? change.campaign->version != campaign.version
                      : campaign.state != CampaignState::open) {
    return false;
  }
  for (const WorkItem& item : change.items) {
    const auto version =
        select_number(connection, "version", "from work_item where campaign_id = :id and case_no = :no",
                      {campaign.id, item.case_no});
    if (!version) throw no_such_work_item(item.case_no);
    if (*version != item.version) return false;
  }
  return true;
}

void update_head(Connection& connection, const std::string& id, const Campaign& head) {
  connection.execute(
      "update campaign set state = :state, deadline = :deadline, closed_by = :by, closed_at = :at, "
      "version = version + 1 where id = :id",
      {head.state, head.deadline, head.closed_by, head.closed_at, id});
}

void put_item(Connection& connection, const std::string& id, const WorkItem& item, UtcMillis at) {
  if (item.state != WorkItemState::decided && item.state != WorkItemState::signed_off) {
    connection.execute(
        "update decision set undone_at = :at where campaign_id = :id and case_no = :no and stage = :s and "
        "undone_at = ''",
        {format_time(at), id, item.case_no, item.stage});
  }
  change_item(connection, id, item);
}

void replace_cases(Connection& connection, const std::string& id, const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    connection.execute("delete from campaign_case where campaign_id = :id and case_no = :no", {id, c.no});
  }
  insert_rows(connection, "campaign_case", cases, OfCampaign{id});
}

void replace_cards(Connection& connection, const std::string& id, const std::vector<Card>& cards) {
  for (const Card& card : cards) {
    connection.execute("delete from campaign_card where campaign_id = :id and card_no = :no", {id, card.no});
    connection.execute("delete from campaign_card_edge where campaign_id = :id and card_no = :no",
                       {id, card.no});
  }
  insert_rows(connection, "campaign_card", cards, OfCampaign{id});
  insert_rows(connection, "campaign_card_edge", edges_of(cards), OfCampaign{id});
}

}  // namespace

std::vector<ReviewCount> SqlStore::review_counts(const std::string& id) {
  return database_->read([&](Connection& connection) {
    if (!select_row<Campaign>(connection, "from campaign where id = :id", {id})) throw no_such_campaign(id);
    return select_rows<ReviewCount>(connection,
                                    "from work_item where campaign_id = :id "
                                    "group by reviewer_name, reviewer_key, state "
                                    "order by reviewer_name, reviewer_key, state",
                                    {id}, [](auto& walk, auto& row) { walk_count(walk, row); });
  });
}

void SqlStore::open_campaign(const CampaignContent& content) {
  const OfCampaign of_campaign{content.campaign.id};
  const SnapshotNo snapshot = content.campaign.snapshot;
  database_->write(Durability::decision, [&](Connection& connection) {
    if (!select_number(connection, "snapshot_no", "from snapshot where snapshot_no = :no", {snapshot})) {
      throw no_such_snapshot(snapshot);
    }
    if (select_row<Campaign>(connection, "from campaign where id = :id", {of_campaign.id})) return;
    insert_rows<Campaign>(connection, "campaign", {content.campaign});
    insert_rows(connection, "campaign_card", content.cards, of_campaign);
    insert_rows(connection, "campaign_card_edge", edges_of(content.cards), of_campaign);
    insert_rows(connection, "campaign_case", content.cases, of_campaign);
    insert_rows(connection, "work_item", content.work_items, of_campaign);
  });
}

std::vector<Campaign> SqlStore::campaigns() {
  return database_->read([](Connection& connection) {
    return select_rows<Campaign>(connection, "from campaign order by opened_at, id");
  });
}

CampaignContent SqlStore::campaign(const std::string& id) {
  return database_->read([&](Connection& connection) {
    auto campaign = select_row<Campaign>(connection, "from campaign where id = :id", {id});
    if (!campaign) throw no_such_campaign(id);
    CampaignContent content;
    content.campaign = *std::move(campaign);
    content.cards = select_cards(connection, id);
    content.cases = select_of<Case>(connection, id, "campaign_case", "case_no");
    content.work_items = select_of<WorkItem>(connection, id, "work_item", "case_no");
    return content;
  });
}

bool SqlStore::change_campaign(const std::string& id, const CampaignChange& change) {
  return database_->write(Durability::decision, [&](Connection& connection) {
    const auto campaign = select_row<Campaign>(connection, "from campaign where id = :id", {id});
    if (!campaign) throw no_such_campaign(id);
    if (is_kept(connection, change.events)) return true;
    if (!is_as_seen(connection, *campaign, change)) return false;
    if (change.campaign) update_head(connection, id, *change.campaign);
    for (const WorkItem& item : change.items) put_item(connection, id, item, change.events.at(0).at);
    replace_cases(connection, id, change.cases);
    replace_cards(connection, id, change.cards);
    insert_rows(connection, "decision", change.decisions, OfCampaign{id});
    insert_rows(connection, "campaign_event", change.events, OfCampaign{id});
    insert_fresh(connection, "removal", change.removals);
    insert_fresh(connection, "ticket", change.tickets);
    return true;
  });
}

std::vector<CampaignEvent> SqlStore::campaign_events(const std::string& id) {
  return database_->read([&](Connection& connection) {
    if (!select_row<Campaign>(connection, "from campaign where id = :id", {id})) throw no_such_campaign(id);
    return select_of<CampaignEvent>(connection, id, "campaign_event", "happened_at, id");
  });
}

bool SqlStore::close_campaign(const std::string& id, const std::string& by, UtcMillis at) {
  return database_->write(Durability::decision, [&](Connection& connection) {
    if (!select_row<Campaign>(connection, "from campaign where id = :id", {id})) throw no_such_campaign(id);
    return connection.execute(
               "update campaign set state = :closed, closed_by = :by, closed_at = :at, version = version + 1 "
               "where id = :id and state = :open",
               {CampaignState::closed, by, at, id, CampaignState::open}) == 1;
  });
}

}  // namespace reeve
