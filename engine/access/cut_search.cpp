#include "engine/access/cut_search.h"

#include <algorithm>
#include <queue>
#include <tuple>

#include "engine/access/network.h"

namespace reeve {
namespace {

const WithoutEdges kNothing;
constexpr std::size_t kMostProposals = 200;

std::vector<Edge> sorted_unique(std::vector<Edge> edges) {
  std::ranges::sort(edges);
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  return edges;
}

}  // namespace

bool CutSearch::Proposal::operator>(const Proposal& other) const {
  return std::tie(cost, edges, conjunct) > std::tie(other.cost, other.edges, other.conjunct);
}

CutSearch::CutSearch(const AccessGraph& graph, std::vector<std::uint32_t> accounts,
                     const AccessTarget& target, EdgeCost cost)
    : graph_(graph), accounts_(std::move(accounts)), target_(target), cost_(std::move(cost)) {
  grants_ = grants_of(graph, target, GrantGives::right);
  std::vector<Branch> branches = branches_of(graph, kNothing, accounts_, target.resource, grants_);
  if (std::ranges::none_of(branches, &Branch::reaches)) {
    grants_ = grants_of(graph, target, GrantGives::option);
  } else {
    std::ranges::copy_if(branches, std::back_inserter(working_), &Branch::works_or_may);
  }
  if (working_.empty()) {
    conjuncts_ = {{.starts = accounts_, .may_act = true, .grants = grants_, .roles = {}}};
  } else {
    conjuncts_ = conjuncts_of(working_);
  }
}

std::vector<CutSearch::Conjunct> CutSearch::conjuncts_of(const std::vector<Branch>& branches) const {
  std::set<std::uint32_t> starts;
  std::set<PrincipalIx> roles;
  for (const Branch& b : branches) {
    starts.insert(b.account.value);
    roles.insert(b.role);
  }
  const std::vector<std::uint32_t> accounts(starts.begin(), starts.end());
  std::vector<Conjunct> conjuncts{{accounts, true, grants_, roles}};
  std::set<std::tuple<Holder, PrincipalIx, NeedIx>> seen;
  for (const Requirement& r : graph_.conjuncts.requirements_of(target_.resource)) {
    if (!seen.emplace(r.holder, r.reader, r.need).second) continue;
    const Need& need = graph_.conjuncts.needs[r.need.value];
    std::vector<std::uint32_t> grants =
        grants_of(graph_, {need.resource, need.privilege, GrantLevel::here_and_above}, GrantGives::right);
    switch (r.holder) {
      case Holder::acting: conjuncts.push_back({accounts, true, std::move(grants), roles}); break;
      case Holder::login: conjuncts.push_back({accounts, false, std::move(grants), {}}); break;
      case Holder::reader: conjuncts.push_back({{r.reader.value}, false, std::move(grants), {}}); break;
    }
  }
  return conjuncts;
}

// Empty: it cannot be cut.
std::vector<Edge> CutSearch::cheapest(const Conjunct& conjunct, const std::set<Edge>& kept) const {
  NetworkRequest request{.starts = conjunct.starts,
                         .may_act = conjunct.may_act,
                         .grants = conjunct.grants,
                         .is_wanted_role = {}};
  if (!conjunct.roles.empty()) {
    request.is_wanted_role = [&](PrincipalIx role) { return conjunct.roles.contains(role); };
  }
  const Network network = build_network(graph_, kNothing, request);
  if (network.empty()) return {};
  std::vector<Capacity> capacity;
  for (const NetworkArc& arc : network.arcs) {
    capacity.push_back(arc.is_edge && !kept.contains(arc.edge) ? cost_(arc.edge) : kUncuttable);
  }
  std::vector<Edge> edges;
  for (const std::uint32_t a : max_flow(network, capacity).cut_arcs) edges.push_back(network.arcs[a].edge);
  return sorted_unique(std::move(edges));
}

CutSearch::Proposal CutSearch::propose(std::size_t conjunct, std::set<Edge> kept) const {
  std::vector<Edge> edges = cheapest(conjuncts_[conjunct], kept);
  if (!edges.empty()) leave_out_needless(edges);
  return {cost_of(edges), edges, conjunct, std::move(kept)};
}

// Where a subject can act in several ways, it may be cheaper to end each of them at another conjunct.
std::vector<Edge> CutSearch::branch_by_branch() const {
  std::vector<Edge> all;
  for (const Branch& branch : working_) {
    std::vector<Edge> best;
    for (const Conjunct& conjunct : conjuncts_of({branch})) {
      std::vector<Edge> edges = cheapest(conjunct, {});
      if (!edges.empty() && (best.empty() || cost_of(edges) < cost_of(best))) best = std::move(edges);
    }
    if (best.empty()) return {};
    all.insert(all.end(), best.begin(), best.end());
  }
  all = sorted_unique(std::move(all));
  leave_out_needless(all);
  return all;
}

std::vector<std::vector<Edge>> CutSearch::run(std::size_t limit) {
  std::priority_queue<Proposal, std::vector<Proposal>, std::greater<>> queue;
  const auto add = [&](Proposal proposal) {
    if (!proposal.edges.empty()) queue.push(std::move(proposal));
  };
  for (std::size_t c = 0; c < conjuncts_.size(); ++c) add(propose(c, {}));
  if (working_.size() > 1 && conjuncts_.size() > 1) {
    std::vector<Edge> edges = branch_by_branch();
    const Capacity cost = cost_of(edges);
    add({cost, std::move(edges), conjuncts_.size(), {}});
  }
  std::vector<std::vector<Edge>> found;
  std::set<std::vector<Edge>> seen;
  for (std::size_t i = 0; i < kMostProposals && !queue.empty() && found.size() < limit; ++i) {
    const Proposal best = queue.top();
    queue.pop();
    if (seen.insert(best.edges).second) found.push_back(best.edges);
    if (best.conjunct == conjuncts_.size()) continue;
    for (const Edge& edge : best.edges) {  // another cut of the conjunct keeps at least one of these
      std::set<Edge> kept = best.kept;
      kept.insert(edge);
      add(propose(best.conjunct, std::move(kept)));
    }
  }
  return found;
}

void CutSearch::leave_out_needless(std::vector<Edge>& edges) const {
  if (!ends_access(edges)) {
    edges.clear();
    return;
  }
  std::vector<Edge> by_cost = edges;
  std::ranges::stable_sort(by_cost, std::greater<>(), cost_);
  for (const Edge& edge : by_cost) {
    std::vector<Edge> rest = edges;
    std::erase(rest, edge);
    if (ends_access(rest)) edges = std::move(rest);
  }
}

bool CutSearch::ends_access(std::span<const Edge> edges) const {
  const WithoutEdges removed = without(edges);
  const auto left = branches_of(graph_, removed, accounts_, target_.resource, grants_);
  return std::ranges::none_of(
      left, working_.empty() ? [](const Branch& b) { return b.reaches; }
                             : [](const Branch& b) { return b.works_or_may(); });
}

Capacity CutSearch::cost_of(const std::vector<Edge>& edges) const {
  Capacity total = 0;
  for (const Edge& edge : edges) total += cost_(edge);
  return total;
}

}  // namespace reeve
