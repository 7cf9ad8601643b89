#include "engine/access/reach.h"

namespace reeve {

ClosureReach::ClosureReach(const AccessGraph& graph, const Closure& inherited) : closure_(inherited) {
  for (std::uint32_t p = 0; p < graph.grants_by.rows(); ++p) {
    if (!graph.grants_by.row(p).empty()) holders_.add(p);
  }
}

void ClosureReach::inherited(PrincipalIx from, std::vector<std::uint32_t>& out) {
  const Roaring reached = closure_.of(from, scratch_) & holders_;
  out.resize(reached.cardinality());
  reached.toUint32Array(out.data());
}

void SearchReach::inherited(PrincipalIx from, std::vector<std::uint32_t>& out) {
  seen_.clear();
  seen_.add(from.value);
  out.assign(1, from.value);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const std::uint32_t node = out[i];
    for (std::uint32_t slot = graph_.inherited.first[node]; slot < graph_.inherited.first[node + 1]; ++slot) {
      const std::uint32_t next = graph_.inherited.to[slot];
      if (without_.lacks_membership(graph_.inherited.label[slot])) continue;
      if (seen_.add(next)) out.push_back(next);
    }
  }
}

ActingRoles::ActingRoles(const AccessGraph& graph, const WithoutEdges& without)
    : graph_(graph),
      without_(without),
      has_personal_grant_(graph.assumable.rows(), false),
      seen_(graph.assumable.rows()),
      listed_(graph.assumable.rows()) {
  for (std::uint32_t p = 0; p < graph.grants_by.rows(); ++p) {
    for (const std::uint32_t g : graph.grants_by.row(p)) {
      if (graph.snapshot.grants[g].personal) has_personal_grant_[p] = true;
    }
  }
}

void ActingRoles::list(PrincipalIx account, std::vector<std::uint32_t>& out) {
  out.assign(1, account.value);
  if (graph_.assumable.row(account.value).empty()) return;
  std::vector<std::uint32_t> queue{account.value};
  seen_.clear();
  listed_.clear();
  seen_.add(account.value);
  listed_.add(account.value);
  for (std::size_t i = 0; i < queue.size(); ++i) {
    const std::uint32_t node = queue[i];
    for (std::uint32_t slot = graph_.assumable.first[node]; slot < graph_.assumable.first[node + 1]; ++slot) {
      const std::uint32_t next = graph_.assumable.to[slot];
      const std::uint32_t label = graph_.assumable.label[slot];
      if (without_.lacks_membership(label)) continue;
      const bool adds = !graph_.snapshot.memberships[label].inherited || has_personal_grant_[next];
      if (adds && listed_.add(next)) out.push_back(next);
      if (seen_.add(next)) queue.push_back(next);
    }
  }
}

}  // namespace reeve
