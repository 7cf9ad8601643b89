#include "engine/access/components.h"

#include <algorithm>

namespace reeve {
namespace {

constexpr std::uint32_t kUnseen = 0xffffffffU;

// Tarjan's algorithm without recursion, because a chain of groups may be longer than the call stack.
class Tarjan {
 public:
  explicit Tarjan(const Csr& graph)
      : graph_(graph), low_(graph.rows(), kUnseen), component_(graph.rows(), kUnseen) {}

  std::vector<std::uint32_t> run() {
    for (std::uint32_t node = 0; node < graph_.rows(); ++node) {
      if (low_[node] == kUnseen) visit_from(node);
    }
    return std::move(component_);
  }
  std::uint32_t count() const { return count_; }

 private:
  struct Frame {
    std::uint32_t node, slot, index;
  };

  void enter(std::uint32_t node) {
    low_[node] = next_index_;
    frames_.push_back({node, graph_.first[node], next_index_++});
    open_.push_back(node);
  }

  void visit_from(std::uint32_t root) {
    enter(root);
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      if (frame.slot == graph_.first[frame.node + 1]) {
        leave();
        continue;
      }
      const std::uint32_t next = graph_.to[frame.slot++];
      if (low_[next] == kUnseen) {
        enter(next);
      } else if (component_[next] == kUnseen) {
        low_[frame.node] = std::min(low_[frame.node], low_[next]);
      }
    }
  }

  void leave() {
    const Frame done = frames_.back();
    frames_.pop_back();
    if (low_[done.node] == done.index) close_component(done.node);
    if (!frames_.empty()) {
      std::uint32_t& low = low_[frames_.back().node];
      low = std::min(low, low_[done.node]);
    }
  }

  void close_component(std::uint32_t root) {
    std::uint32_t node = 0;
    do {
      node = open_.back();
      open_.pop_back();
      component_[node] = count_;
    } while (node != root);
    ++count_;
  }

  const Csr& graph_;
  std::vector<std::uint32_t> low_, component_, open_;
  std::vector<Frame> frames_;
  std::uint32_t next_index_ = 0, count_ = 0;
};

}  // namespace

Components find_components(const Csr& graph) {
  Tarjan tarjan(graph);
  Components components;
  components.of = tarjan.run();
  components.members = make_csr(tarjan.count(), [&](auto emit) {
    for (std::uint32_t node = 0; node < components.of.size(); ++node) emit(components.of[node], node);
  });
  return components;
}

}  // namespace reeve
