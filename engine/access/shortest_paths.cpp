#include "engine/access/shortest_paths.h"

#include <deque>
#include <queue>
#include <set>

namespace reeve {
namespace {

constexpr std::size_t kMostSteps = 20'000;
constexpr std::uint32_t kFar = 0x0fffffffU;

std::uint32_t length_of(const NetworkArc& arc) { return arc.is_edge ? 1 : 0; }

// Edges to the end, by node.
std::vector<std::uint32_t> distances_to_end(const Network& network) {
  std::vector<std::uint32_t> distance(network.principal.size(), kFar);
  distance[Network::kEnd] = 0;
  const Csr entering = make_csr(network.principal.size(), [&](auto emit) {
    for (std::uint32_t a = 0; a < network.arcs.size(); ++a) emit(network.arcs[a].to, a);
  });
  std::deque<std::uint32_t> queue{Network::kEnd};
  while (!queue.empty()) {
    const std::uint32_t node = queue.front();
    queue.pop_front();
    for (const std::uint32_t a : entering.row(node)) {
      const NetworkArc& arc = network.arcs[a];
      const std::uint32_t through = distance[node] + length_of(arc);
      if (through >= distance[arc.from]) continue;
      distance[arc.from] = through;
      arc.is_edge ? queue.push_back(arc.from) : queue.push_front(arc.from);
    }
  }
  return distance;
}

// Best first: a partial way is continued in the order of the length it can still come to.
class Search {
 public:
  explicit Search(const Network& network) : network_(network), to_end_(distances_to_end(network)) {}

  std::vector<std::vector<std::uint32_t>> run(std::size_t limit) {
    std::vector<std::vector<std::uint32_t>> found;
    std::set<std::vector<Edge>> seen;
    push({.node = Network::kStart, .parent = kNoParent, .arc = 0, .length = 0});
    for (std::size_t step = 0; step < kMostSteps && !queue_.empty() && found.size() < limit; ++step) {
      const std::uint32_t at = std::get<1>(queue_.top());
      queue_.pop();
      if (parts_[at].node != Network::kEnd) {
        extend(at);
      } else if (std::vector<std::uint32_t> way = way_to(at); seen.insert(edges_of(way)).second) {
        found.push_back(std::move(way));
      }
    }
    return found;
  }

 private:
  static constexpr std::uint32_t kNoParent = 0xffffffffU;
  struct Part {
    std::uint32_t node, parent, arc, length;
  };

  void push(const Part& part) {
    queue_.emplace(part.length + to_end_[part.node], static_cast<std::uint32_t>(parts_.size()));
    parts_.push_back(part);
  }

  void extend(std::uint32_t at) {
    for (const std::uint32_t a : network_.leaving.row(parts_[at].node)) {
      const NetworkArc& arc = network_.arcs[a];
      if (!visits(at, arc.to)) push({arc.to, at, a, parts_[at].length + length_of(arc)});
    }
  }

  // A principal counts as one, acted as or inherited from: coming back to it is a detour.
  bool visits(std::uint32_t at, std::uint32_t node) const {
    const PrincipalIx p = network_.principal[node];
    if (!p.valid()) return false;
    for (std::uint32_t part = at; part != kNoParent; part = parts_[part].parent) {
      const std::uint32_t seen = parts_[part].node;
      const bool turn = network_.acts[seen] && !network_.acts[node] && part == at;
      if (network_.principal[seen] == p && !turn) return true;
    }
    return false;
  }

  std::vector<std::uint32_t> way_to(std::uint32_t at) const {
    std::vector<std::uint32_t> way;
    for (; parts_[at].parent != kNoParent; at = parts_[at].parent) way.push_back(parts_[at].arc);
    return {way.rbegin(), way.rend()};
  }

  std::vector<Edge> edges_of(const std::vector<std::uint32_t>& way) const {
    std::vector<Edge> edges;
    for (const std::uint32_t a : way) {
      if (network_.arcs[a].is_edge) edges.push_back(network_.arcs[a].edge);
    }
    return edges;
  }

  using Entry = std::pair<std::uint32_t, std::uint32_t>;  // expected length, place in parts_
  const Network& network_;
  std::vector<std::uint32_t> to_end_;
  std::vector<Part> parts_;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue_;
};

}  // namespace

std::vector<std::vector<std::uint32_t>> shortest_paths(const Network& network, std::size_t limit) {
  return network.empty() ? std::vector<std::vector<std::uint32_t>>() : Search(network).run(limit);
}

}  // namespace reeve
