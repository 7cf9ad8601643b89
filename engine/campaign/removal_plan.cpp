#include "engine/campaign/removal_plan.h"

#include <algorithm>
#include <map>
#include <set>

namespace reeve {
namespace {

template <class Row>
std::map<std::int32_t, const Row*> by_number(const std::vector<Row>& rows) {
  std::map<std::int32_t, const Row*> index;
  for (const Row& row : rows) index[row.no] = &row;
  return index;
}

bool keeps(const Decision& decision) {
  return decision.kind == DecisionKind::certify || decision.kind == DecisionKind::certify_until;
}

bool is_under_way(const Removal& removal) {
  return removal.state != RemovalState::verified_removed && removal.state != RemovalState::came_back &&
         removal.state != RemovalState::rejected;
}

std::vector<RemovableEdge> edges_of(const Card& card) {
  std::vector<RemovableEdge> edges;
  for (const CardEdge& e : card.edges) edges.push_back(e.edge);
  return edges;
}

std::string held_because(const Contradiction& c) {
  return "held: case " + std::to_string(c.kept_case) + " needs it, and " + c.kept_by +
         " decided to keep that";
}

class Planner {
 public:
  Planner(const Campaign& campaign, const std::vector<Removal>& existing, UtcMillis at)
      : campaign_(campaign), at_(at) {
    for (const Removal& removal : existing) {
      if (is_under_way(removal)) under_way_.insert(removal.edge);
    }
  }

  void hold(const Contradiction& c) {
    for (const RemovableEdge& edge : c.edges) held_.try_emplace(edge, held_because(c));
  }

  void add(const Card& card, const Decision& decision) {
    if (card.edges.empty()) {
      plan_.without_cut.push_back(decision.case_no);
      return;
    }
    bool anything_new = false;
    for (const CardEdge& edge : card.edges) {
      if (under_way_.contains(edge.edge)) continue;
      add(edge, card, decision);
      anything_new = true;
    }
    if (!anything_new) plan_.already_going.push_back(decision.case_no);
  }

  RemovalPlan finish() {
    for (auto& [edge, removal] : removals_) plan_.removals.push_back(std::move(removal));
    return std::move(plan_);
  }

 private:
  void add(const CardEdge& edge, const Card& card, const Decision& decision) {
    Removal& removal = removals_[edge.edge];
    removal.cases.push_back(decision.case_no);
    if (removal.cases.size() > 1) return;
    removal.campaign_id = campaign_.id;
    removal.edge = edge.edge;
    removal.what = edge.what;
    removal.statement = edge.statement;
    removal.inverse = edge.inverse;
    removal.consequence = card.consequence;
    removal.decided_by = decision.by_name;
    removal.decided_at = at_;
    removal.decided_on = edge.seen_in;
    removal.scope_digest = edge.scope_digest;
    removal.state_at = at_;
    if (const auto held = held_.find(edge.edge); held != held_.end()) removal.state_detail = held->second;
  }

  const Campaign& campaign_;
  const UtcMillis at_;
  std::set<RemovableEdge> under_way_;
  std::map<RemovableEdge, std::string> held_;
  std::map<RemovableEdge, Removal> removals_;
  RemovalPlan plan_;
};

}  // namespace

std::vector<Contradiction> contradictions(const std::vector<Case>& cases, const std::vector<Card>& cards,
                                          const StandingDecisions& standing) {
  const auto case_of = by_number(cases);
  const auto card_of = by_number(cards);
  std::vector<Contradiction> found;
  for (const auto& [no, revoke] : standing) {
    if (revoke.kind != DecisionKind::revoke) continue;
    const Card& card = *card_of.at(case_of.at(no)->card);
    for (const std::int32_t other : card.ends) {
      const auto kept = standing.find(other);
      if (kept == standing.end() || !keeps(kept->second)) continue;
      found.push_back({.revoked_case = no,
                       .kept_case = other,
                       .revoked_by = revoke.by_name,
                       .kept_by = kept->second.by_name,
                       .edges = edges_of(card)});
    }
  }
  return found;
}

RemovalPlan plan_removals(const Campaign& campaign, const std::vector<Case>& cases,
                          const std::vector<Card>& cards, const StandingDecisions& standing,
                          const std::string& reviewer_key, const std::vector<Removal>& existing,
                          UtcMillis at) {
  const auto case_of = by_number(cases);
  const auto card_of = by_number(cards);
  Planner planner(campaign, existing, at);
  for (const Contradiction& c : contradictions(cases, cards, standing)) planner.hold(c);
  for (const auto& [no, decision] : standing) {
    if (decision.kind != DecisionKind::revoke || decision.by_key != reviewer_key) continue;
    planner.add(*card_of.at(case_of.at(no)->card), decision);
  }
  return planner.finish();
}

}  // namespace reeve
