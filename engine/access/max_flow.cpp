#include "engine/access/max_flow.h"

#include <algorithm>

namespace reeve {
namespace {

constexpr std::uint32_t kUnseen = 0xffffffffU;

// Residual arcs come in pairs: 2a runs along arc a, 2a + 1 against it.
class Dinic {
 public:
  Dinic(const Network& network, const std::vector<Capacity>& capacity)
      : network_(network), left_(2 * network.arcs.size(), 0) {
    for (std::size_t a = 0; a < capacity.size(); ++a) left_[2 * a] = capacity[a];
    residual_ = make_csr(network.principal.size(), [&](auto emit) {
      for (std::uint32_t a = 0; a < network.arcs.size(); ++a) {
        emit(network.arcs[a].from, 2 * a);
        emit(network.arcs[a].to, 2 * a + 1);
      }
    });
  }

  Flow run() {
    Flow flow;
    while (flow.can_be_cut() && level_nodes()) {
      next_.assign(residual_.first.begin(), residual_.first.end() - 1);
      while (flow.can_be_cut()) {
        const Capacity pushed = push_one_way();
        if (pushed == 0) break;
        flow.value += pushed;
      }
    }
    if (!flow.can_be_cut()) return flow;
    for (std::uint32_t a = 0; a < network_.arcs.size(); ++a) {
      const NetworkArc& arc = network_.arcs[a];
      if (level_[arc.from] != kUnseen && level_[arc.to] == kUnseen) flow.cut_arcs.push_back(a);
    }
    return flow;
  }

 private:
  std::uint32_t head(std::uint32_t r) const {
    const NetworkArc& arc = network_.arcs[r / 2];
    return r % 2 == 0 ? arc.to : arc.from;
  }

  bool level_nodes() {
    level_.assign(network_.principal.size(), kUnseen);
    level_[Network::kStart] = 0;
    std::vector<std::uint32_t> queue{Network::kStart};
    for (std::size_t i = 0; i < queue.size(); ++i) {
      for (const std::uint32_t r : residual_.row(queue[i])) {
        if (left_[r] == 0 || level_[head(r)] != kUnseen) continue;
        level_[head(r)] = level_[queue[i]] + 1;
        queue.push_back(head(r));
      }
    }
    return level_[Network::kEnd] != kUnseen;
  }

  // Finds one way over rising levels, without recursion, and pushes what fits. 0: there is none left.
  Capacity push_one_way() {
    std::vector<std::uint32_t> way;
    std::uint32_t at = Network::kStart;
    while (at != Network::kEnd) {
      if (const std::uint32_t r = usable_from(at); r != kUnseen) {
        way.push_back(r);
        at = head(r);
      } else if (way.empty()) {
        return 0;
      } else {
        at = head(way.back() ^ 1U);
        ++next_[at];
        way.pop_back();
      }
    }
    Capacity pushed = left_[way.front()];
    for (const std::uint32_t r : way) pushed = std::min(pushed, left_[r]);
    for (const std::uint32_t r : way) {
      left_[r] -= pushed;
      left_[r ^ 1U] += pushed;
    }
    return pushed;
  }

  std::uint32_t usable_from(std::uint32_t node) {
    for (std::uint32_t& slot = next_[node]; slot < residual_.first[node + 1]; ++slot) {
      const std::uint32_t r = residual_.to[slot];
      if (left_[r] != 0 && level_[head(r)] == level_[node] + 1) return r;
    }
    return kUnseen;
  }

  const Network& network_;
  Csr residual_;
  std::vector<Capacity> left_;
  std::vector<std::uint32_t> level_, next_;
};

}  // namespace

Flow max_flow(const Network& network, const std::vector<Capacity>& capacity_of_arc) {
  return Dinic(network, capacity_of_arc).run();
}

}  // namespace reeve
