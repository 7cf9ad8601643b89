// The columns of campaigns, decisions, the portal's keys, removals and tickets.
#pragma once

#include "engine/sql/rows.h"
#include "engine/store/store.h"

namespace reeve {

template <class Walk, Is<Campaign> Row>
void columns(Walk& walk, Row& c) {
  walk("id", c.id);
  walk("name", c.name);
  walk("snapshot_no", c.snapshot);
  walk("state", c.state);
  walk("opened_by", c.opened_by);
  walk("opened_at", c.opened_at);
  walk("deadline", c.deadline);
  walk("closed_by", c.closed_by);
  walk("closed_at", c.closed_at);
  walk("version", c.version);
  walk("accepted_gap", c.accepted_gap);
  walk("definition", c.definition);
  walk("scope", c.scope);
}

template <class Walk, Is<Card> Row>
void columns(Walk& walk, Row& c) {
  walk("card_no", c.no);
  walk("title", c.title);
  walk("ends", c.ends);
  walk("why_no_cut", c.why_no_cut);
  walk("consequence", c.consequence);
}

// An edge and where it stands: the edges of a card have an order.
struct CardEdgeRow {
  std::int32_t card_no = 0;
  std::int64_t place = 0;
  CardEdge edge;
};

template <class Walk, Is<CardEdgeRow> Row>
void columns(Walk& walk, Row& r) {
  walk("card_no", r.card_no);
  walk("place", r.place);
  walk("source", r.edge.edge.source);
  walk("section", r.edge.edge.section);
  walk("edge_key", r.edge.edge.edge_key);
  walk("what", r.edge.what);
  walk("statement", r.edge.statement);
  walk("inverse", r.edge.inverse);
  walk("seen_in", r.edge.seen_in);
  walk("scope_digest", r.edge.scope_digest);
}

template <class Walk, Is<Case> Row>
void columns(Walk& walk, Row& c) {
  walk("case_no", c.no);
  walk("card_no", c.card);
  walk("kind", c.kind);
  walk("subject_key", c.subject_key);
  walk("subject_name", c.subject_name);
  walk("entitlement_key", c.entitlement_key);
  walk("entitlement_name", c.entitlement_name);
  walk("categories", c.categories);
  walk("findings", c.findings);
  walk("risk", c.risk);
  walk("flagged", c.flagged);
  walk("evidence", c.evidence);
  walk("evidence_digest", c.evidence_digest);
}

// Key, name and reason of each, one after the other.
inline std::vector<std::string> to_texts(const std::vector<StageReviewer>& reviewers) {
  std::vector<std::string> texts;
  for (const StageReviewer& r : reviewers) texts.insert(texts.end(), {r.key, r.name, r.why});
  return texts;
}
inline void from_texts(const std::vector<std::string>& texts, std::vector<StageReviewer>& reviewers) {
  reviewers.clear();
  for (std::size_t i = 0; i + 2 < texts.size(); i += 3) {
    reviewers.push_back({texts[i], texts[i + 1], texts[i + 2]});
  }
}

template <class Walk, Is<WorkItem> Row>
void columns(Walk& walk, Row& w) {
  walk("case_no", w.case_no);
  walk("stage", w.stage);
  walk("reviewer_key", w.reviewer_key);
  walk("reviewer_name", w.reviewer_name);
  walk("why_reviewer", w.why_reviewer);
  walk("state", w.state);
  walk("version", w.version);
  walk("later", w.later);
}

template <class Walk, Is<CampaignEvent> Row>
void columns(Walk& walk, Row& e) {
  walk("id", e.id);
  walk("case_no", e.case_no);
  walk("kind", e.kind);
  walk("happened_at", e.at);
  walk("by_name", e.by);
  walk("signed_in", e.signed_in);
  walk("from_key", e.from_key);
  walk("from_name", e.from_name);
  walk("to_key", e.to_key);
  walk("to_name", e.to_name);
  walk("words", e.text);
}

template <class Walk, Is<Decision> Row>
void columns(Walk& walk, Row& d) {
  walk("id", d.id);
  walk("case_no", d.case_no);
  walk("stage", d.stage);
  walk("kind", d.kind);
  walk("until_time", d.until);
  walk("reason", d.reason);
  walk("by_key", d.by_key);
  walk("by_name", d.by_name);
  walk("signed_in", d.signed_in);
  walk("decided_at", d.at);
  walk("bulk", d.bulk);
  walk("evidence_digest", d.evidence_digest);
  walk("undone_at", d.undone_at);
}

template <class Walk, Is<SignOff> Row>
void columns(Walk& walk, Row& s) {
  walk("reviewer_key", s.reviewer_key);
  walk("signed_at", s.at);
  walk("reviewer_name", s.reviewer_name);
  walk("statement", s.statement);
  walk("items", s.items);
}

template <class Walk, Is<PortalLink> Row>
void columns(Walk& walk, Row& l) {
  walk("token_digest", l.token_digest);
  walk("campaign_id", l.campaign_id);
  walk("reviewer_key", l.reviewer_key);
  walk("reviewer_name", l.reviewer_name);
  walk("expires", l.expires);
  walk("used_at", l.used_at);
  walk("roles", l.roles);
}

template <class Walk, Is<PortalSession> Row>
void columns(Walk& walk, Row& s) {
  walk("token_digest", s.token_digest);
  walk("campaign_id", s.campaign_id);
  walk("reviewer_key", s.reviewer_key);
  walk("reviewer_name", s.reviewer_name);
  walk("csrf_token", s.csrf_token);
  walk("expires", s.expires);
  walk("roles", s.roles);
  walk("signed_in", s.signed_in);
  walk("seen_at", s.seen_at);
}

template <class Walk, Is<Look> Row>
void columns(Walk& walk, Row& l) {
  walk("id", l.id);
  walk("looked_at", l.at);
  walk("looked_by", l.by);
  walk("role", l.role);
  walk("what", l.what);
  walk("about", l.about);
}

template <class Walk, Is<Removal> Row>
void columns(Walk& walk, Row& r) {
  walk("id", r.id);
  walk("campaign_id", r.campaign_id);
  walk("source", r.edge.source);
  walk("section", r.edge.section);
  walk("edge_key", r.edge.edge_key);
  walk("what", r.what);
  walk("statement", r.statement);
  walk("inverse", r.inverse);
  walk("consequence", r.consequence);
  walk("cases", r.cases);
  walk("decided_by", r.decided_by);
  walk("decided_at", r.decided_at);
  walk("decided_on", r.decided_on);
  walk("scope_digest", r.scope_digest);
  walk("state", r.state);
  walk("state_detail", r.state_detail);
  walk("state_at", r.state_at);
  walk("state_run", r.state_run);
}

template <class Walk, Is<Ticket> Row>
void columns(Walk& walk, Row& t) {
  walk("id", t.id);
  walk("removal_id", t.removal_id);
  walk("sink", t.sink);
  walk("idempotency_key", t.idempotency_key);
  walk("state", t.state);
  walk("external_ref", t.external_ref);
  walk("attempts", t.attempts);
  walk("next_attempt", t.next_attempt);
  walk("last_error", t.last_error);
}

template <class Walk, Is<RemovalAct> Row>
void columns(Walk& walk, Row& a) {
  walk("id", a.id);
  walk("removal_id", a.removal_id);
  walk("plan_digest", a.plan_digest);
  walk("kind", a.kind);
  walk("outcome", a.outcome);
  walk("detail", a.detail);
  walk("done_by", a.by);
  walk("reason", a.reason);
  walk("started_at", a.started_at);
  walk("ended_at", a.ended_at);
  walk("facts", a.facts);
  walk("inverse", a.inverse);
}

template <class Walk, Is<PlanApproval> Row>
void columns(Walk& walk, Row& a) {
  walk("plan_digest", a.plan_digest);
  walk("by_key", a.by_key);
  walk("by_name", a.by_name);
  walk("recorded_by", a.recorded_by);
  walk("approved_at", a.at);
}

// Rows that hang on one campaign.
struct OfCampaign {
  const std::string& id;
  void operator()(auto& walk, auto& row) const {
    walk("campaign_id", id);
    columns(walk, row);
  }
};

// Puts the work item as it stands here, where it still has `item.version`; the version counts up.
void change_item(Connection& connection, const std::string& campaign_id, const WorkItem& item);

// Inserts what is not kept under its id yet.
template <class Row>
void insert_fresh(Connection& connection, const std::string& table, const std::vector<Row>& rows) {
  std::vector<Row> fresh;
  for (const Row& row : rows) {
    const auto kept = select_number(connection, "count(*)", "from " + table + " where id = :id", {row.id});
    if (kept.value_or(0) == 0) fresh.push_back(row);
  }
  insert_rows(connection, table, fresh);
}

}  // namespace reeve
