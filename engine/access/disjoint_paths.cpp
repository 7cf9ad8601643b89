#include "engine/access/disjoint_paths.h"

#include <algorithm>
#include <set>

#include "engine/access/max_flow.h"

namespace reeve {
namespace {

constexpr std::uint32_t kUnseen = 0xffffffffU;

// Whose account it is, that everybody is in PUBLIC, and the turn to inheriting are nothing that could be cut.
bool counts(const NetworkArc& arc) {
  return arc.is_edge && (arc.edge.kind == EdgeKind::membership || arc.edge.kind == EdgeKind::grant);
}

std::vector<Edge> a_way_without(const Network& network, const std::set<Edge>& used) {
  std::vector<std::uint32_t> came_by(network.principal.size(), kUnseen);
  std::vector<std::uint32_t> queue{Network::kStart};
  for (std::size_t i = 0; i < queue.size(); ++i) {
    for (const std::uint32_t a : network.leaving.row(queue[i])) {
      const NetworkArc& arc = network.arcs[a];
      if (came_by[arc.to] != kUnseen || (counts(arc) && used.contains(arc.edge))) continue;
      came_by[arc.to] = a;
      queue.push_back(arc.to);
    }
  }
  std::vector<Edge> way;
  if (came_by[Network::kEnd] == kUnseen) return way;
  for (std::uint32_t node = Network::kEnd; node != Network::kStart; node = network.arcs[came_by[node]].from) {
    if (counts(network.arcs[came_by[node]])) way.push_back(network.arcs[came_by[node]].edge);
  }
  return way;
}

}  // namespace

std::size_t count_disjoint_paths(const Network& network) {
  if (!network.has_double_edges) {
    std::vector<Capacity> capacity;
    for (const NetworkArc& arc : network.arcs) capacity.push_back(counts(arc) ? 1 : kUncuttable);
    return network.empty() ? 0 : max_flow(network, capacity).value;
  }
  std::set<Edge> used;
  std::size_t count = 0;
  for (std::vector<Edge> way; !(way = a_way_without(network, used)).empty(); ++count) {
    used.insert(way.begin(), way.end());
  }
  return count;
}

}  // namespace reeve
