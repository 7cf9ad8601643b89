#include "engine/access/network.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace reeve {
namespace {

// Walks forward from the starts; what does not lead to the end is dropped afterwards.
class Builder {
 public:
  Builder(const AccessGraph& graph, const WithoutEdges& without, const NetworkRequest& request)
      : graph_(graph), without_(without), request_(request), nodes_(2) {
    for (const std::uint32_t g : request.grants) {
      if (!without.lacks_grant(g)) grants_of_[graph.snapshot.grants[g].principal.value].push_back(g);
    }
  }

  Network build() {
    for (const std::uint32_t account : request_.starts) {
      turns_.insert(account);
      add_arc(Network::kStart, node(account, true), {EdgeKind::owner, account});
    }
    for (std::uint32_t n = 2; n < nodes_.size(); ++n) leave_acting(n);
    turn_to_inheriting();
    return finish();
  }

 private:
  struct Node {
    PrincipalIx principal;
    bool acts = false;
  };

  std::uint32_t node(std::uint32_t principal, bool acts) {
    const std::uint64_t key = (std::uint64_t{principal} << 1) | (acts ? 1 : 0);
    const auto [found, is_new] = ids_.emplace(key, static_cast<std::uint32_t>(nodes_.size()));
    if (is_new) nodes_.push_back({PrincipalIx(principal), acts});
    return found->second;
  }
  void add_arc(std::uint32_t from, std::uint32_t to, Edge edge) { arcs_.push_back({from, to, true, edge}); }
  bool may_use_grants(PrincipalIx role) const {
    return !request_.is_wanted_role || request_.is_wanted_role(role);
  }
  bool turns_at(PrincipalIx role) const {
    return request_.is_wanted_role ? request_.is_wanted_role(role) : turns_.contains(role.value);
  }

  void leave_acting(std::uint32_t from) {
    const PrincipalIx p = nodes_[from].principal;
    if (may_use_grants(p)) add_grants(from, true);
    if (!request_.may_act) return;
    for (std::uint32_t slot = graph_.assumable.first[p.value]; slot < graph_.assumable.first[p.value + 1];
         ++slot) {
      const std::uint32_t label = graph_.assumable.label[slot], to = graph_.assumable.to[slot];
      if (without_.lacks_membership(label)) continue;
      if (!graph_.snapshot.memberships[label].inherited) turns_.insert(to);
      add_arc(from, node(to, true), {EdgeKind::membership, label});
    }
  }

  void leave_inheriting(std::uint32_t from) {
    const PrincipalIx p = nodes_[from].principal;
    add_grants(from, false);
    for (std::uint32_t slot = graph_.inherited.first[p.value]; slot < graph_.inherited.first[p.value + 1];
         ++slot) {
      const std::uint32_t label = graph_.inherited.label[slot], to = graph_.inherited.to[slot];
      if (label == kEveryoneEdge) {
        add_arc(from, node(to, false), {EdgeKind::everyone, to});
      } else if (!without_.lacks_membership(label)) {
        add_arc(from, node(to, false), {EdgeKind::membership, label});
      }
    }
  }

  void add_grants(std::uint32_t from, bool personal) {
    const auto found = grants_of_.find(nodes_[from].principal.value);
    if (found == grants_of_.end()) return;
    for (const std::uint32_t g : found->second) {
      if (graph_.snapshot.grants[g].personal == personal) add_arc(from, Network::kEnd, {EdgeKind::grant, g});
    }
  }

  // After the acting part is known; the inheriting part is walked from the turns.
  void turn_to_inheriting() {
    const std::size_t acting = nodes_.size();
    for (std::uint32_t n = 2; n < acting; ++n) {
      const PrincipalIx p = nodes_[n].principal;
      if (turns_at(p)) arcs_.push_back({n, node(p.value, false), false, {}});
    }
    for (std::uint32_t n = static_cast<std::uint32_t>(acting); n < nodes_.size(); ++n) leave_inheriting(n);
  }

  // Nodes from which the end can be reached.
  std::vector<bool> useful() const {
    const Csr entering = make_csr(nodes_.size(), [&](auto emit) {
      for (const NetworkArc& arc : arcs_) emit(arc.to, arc.from);
    });
    std::vector<bool> seen(nodes_.size(), false);
    std::vector<std::uint32_t> queue{Network::kEnd};
    seen[Network::kEnd] = true;
    for (std::size_t i = 0; i < queue.size(); ++i) {
      for (const std::uint32_t from : entering.row(queue[i])) {
        if (!seen[from]) queue.push_back(from);
        seen[from] = true;
      }
    }
    return seen;
  }

  Network finish() {
    const std::vector<bool> keep = useful();
    Network network;
    std::vector<std::uint32_t> place(nodes_.size(), 0);
    for (std::uint32_t n = 0; n < nodes_.size(); ++n) {
      if (n >= 2 && !keep[n]) continue;
      place[n] = static_cast<std::uint32_t>(network.principal.size());
      network.principal.push_back(nodes_[n].principal);
      network.acts.push_back(nodes_[n].acts);
    }
    std::unordered_set<std::uint32_t> memberships;
    for (NetworkArc arc : arcs_) {
      if (!keep[arc.from] || !keep[arc.to]) continue;
      const bool membership = arc.is_edge && arc.edge.kind == EdgeKind::membership;
      if (membership && !memberships.insert(arc.edge.index).second) network.has_double_edges = true;
      arc.from = place[arc.from];
      arc.to = place[arc.to];
      network.arcs.push_back(arc);
    }
    network.leaving = make_csr(network.principal.size(), [&](auto emit) {
      for (std::uint32_t a = 0; a < network.arcs.size(); ++a) emit(network.arcs[a].from, a);
    });
    return network;
  }

  const AccessGraph& graph_;
  const WithoutEdges& without_;
  const NetworkRequest& request_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> grants_of_;
  std::unordered_map<std::uint64_t, std::uint32_t> ids_;
  std::unordered_set<std::uint32_t> turns_;  // principals at which inheriting may begin
  std::vector<Node> nodes_;
  std::vector<NetworkArc> arcs_;
};

}  // namespace

Network build_network(const AccessGraph& graph, const WithoutEdges& without, const NetworkRequest& request) {
  return Builder(graph, without, request).build();
}

}  // namespace reeve
