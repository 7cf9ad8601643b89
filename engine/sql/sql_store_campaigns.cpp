#include <map>

#include "engine/sql/campaign_rows.h"
#include "engine/sql/sql_store_impl.h"
#include "engine/store/checks.h"

namespace reeve {
namespace {

// Rows that hang on one campaign.
struct OfCampaign {
  const std::string& id;
  void operator()(auto& walk, auto& row) const {
    walk("campaign_id", id);
    columns(walk, row);
  }
};

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
    content.work_items = select_of<WorkItem>(connection, id, "work_item", "case_no, stage");
    return content;
  });
}

bool SqlStore::close_campaign(const std::string& id, const std::string& by, UtcMillis at) {
  return database_->write(Durability::decision, [&](Connection& connection) {
    if (!select_row<Campaign>(connection, "from campaign where id = :id", {id})) throw no_such_campaign(id);
    return connection.execute(
               "update campaign set state = :closed, closed_by = :by, closed_at = :at "
               "where id = :id and state = :open",
               {CampaignState::closed, by, at, id, CampaignState::open}) == 1;
  });
}

}  // namespace reeve
