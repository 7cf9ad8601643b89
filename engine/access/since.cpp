#include "engine/access/since.h"

#include <algorithm>

namespace reeve {
namespace {

constexpr UtcMillis kNotReached = INT64_MAX;
constexpr UtcMillis kAlways = INT64_MIN;

}  // namespace

Since::Since(const AccessGraph& graph, const WithoutEdges& without)
    : graph_(graph),
      without_(without),
      acting_(graph.inherited.rows(), kNotReached),
      inherited_(graph.inherited.rows(), kNotReached) {}

void Since::start(PrincipalIx account) {
  account_ = account;
  searched_ = false;
}

MaybeTime Since::of(std::uint32_t index) {
  const Grant& grant = graph_.snapshot.grants[index];
  if (!grant.granted_at.is_time()) return MaybeTime::unknown();
  if (!searched_) search();
  const UtcMillis at = (grant.personal ? acting_ : inherited_)[grant.principal.value];
  return at == kNotReached ? MaybeTime::unknown() : MaybeTime::at(std::max(at, grant.granted_at.value()));
}

// Dijkstra's algorithm with "newest edge" in the place of the sum.
void Since::search() {
  for (const std::uint32_t p : touched_) acting_[p] = inherited_[p] = kNotReached;
  touched_.assign(1, account_.value);
  acting_[account_.value] = inherited_[account_.value] = kAlways;
  heap_.assign({{kAlways, account_.value, true}, {kAlways, account_.value, false}});
  while (!heap_.empty()) {
    std::pop_heap(heap_.begin(), heap_.end(), std::greater<>());
    const Entry next = heap_.back();
    heap_.pop_back();
    if (next.at > (next.acting ? acting_ : inherited_)[next.node]) continue;
    if (next.acting) relax(graph_.assumable, next.node, next.at, acting_, true);
    if (!next.acting) relax(graph_.inherited, next.node, next.at, inherited_, false);
  }
  searched_ = true;
}

void Since::relax(const Csr& edges, std::uint32_t node, UtcMillis at, std::vector<UtcMillis>& best,
                  bool acting) {
  for (std::uint32_t slot = edges.first[node]; slot < edges.first[node + 1]; ++slot) {
    UtcMillis edge = kAlways;
    if (const std::uint32_t label = edges.label[slot]; label != kEveryoneEdge) {
      const Membership& membership = graph_.snapshot.memberships[label];
      const bool observed = membership.origin.source.valid();
      if (without_.lacks_membership(label) || (observed && !membership.granted_at.is_time())) continue;
      if (observed) edge = membership.granted_at.value();
    }
    const std::uint32_t to = edges.to[slot];
    const UtcMillis reached = std::max(at, edge);
    if (reached >= best[to]) continue;
    best[to] = reached;
    touched_.push_back(to);
    heap_.push_back({reached, to, acting});
    std::push_heap(heap_.begin(), heap_.end(), std::greater<>());
    if (acting && reached < inherited_[to]) {  // who acts as a role has its rights
      inherited_[to] = reached;
      heap_.push_back({reached, to, false});
      std::push_heap(heap_.begin(), heap_.end(), std::greater<>());
    }
  }
}

}  // namespace reeve
