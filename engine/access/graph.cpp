#include "engine/access/graph.h"

#include <algorithm>

#include "engine/core/error.h"

namespace reeve {
namespace {

std::vector<std::vector<std::uint32_t>> everyone_by_source(const Snapshot& snapshot) {
  std::vector<std::vector<std::uint32_t>> everyone(snapshot.runs.size());
  for (std::uint32_t p = 0; p < snapshot.principals.size(); ++p) {
    const Principal& principal = snapshot.principals[p];
    if (principal.kind == PrincipalKind::everyone) everyone[principal.origin.source.value].push_back(p);
  }
  return everyone;
}

template <class Emit>
void each_membership(const Snapshot& snapshot, bool Membership::*kind, const Emit& emit) {
  for (std::uint32_t m = 0; m < snapshot.memberships.size(); ++m) {
    const Membership& membership = snapshot.memberships[m];
    const bool usable = membership.*kind && membership.member.valid() && membership.container.valid();
    if (usable && !has_ended(membership.valid_until, snapshot.info.as_of)) {
      emit(membership.member.value, membership.container.value, m);
    }
  }
}

Csr inherited_edges(const Snapshot& snapshot) {
  const auto everyone = everyone_by_source(snapshot);
  return make_labelled_csr(snapshot.principals.size(), [&](auto emit) {
    each_membership(snapshot, &Membership::inherited, emit);
    for (std::uint32_t p = 0; p < snapshot.principals.size(); ++p) {
      for (const std::uint32_t e : everyone[snapshot.principals[p].origin.source.value]) {
        if (e != p) emit(p, e, kEveryoneEdge);
      }
    }
  });
}

Csr grants_in_force(const Snapshot& snapshot, std::size_t rows, std::uint32_t (*row_of)(const Grant&)) {
  return make_csr(rows, [&](auto emit) {
    for (std::uint32_t g = 0; g < snapshot.grants.size(); ++g) {
      const Grant& grant = snapshot.grants[g];
      const bool usable = grant.principal.valid() && grant.resource.valid();
      if (usable && !has_ended(grant.valid_until, snapshot.info.as_of)) emit(row_of(grant), g);
    }
  });
}

}  // namespace

AccessGraph::AccessGraph(const Snapshot& of)
    : snapshot(of),
      inherited(inherited_edges(of)),
      assumable(make_labelled_csr(of.principals.size(),
                                  [&](auto emit) { each_membership(of, &Membership::assumable, emit); })),
      grants_by(grants_in_force(of, of.principals.size(), [](const Grant& g) { return g.principal.value; })),
      grants_at(grants_in_force(of, of.resources.size(), [](const Grant& g) { return g.resource.value; })),
      accounts_of(make_csr(of.identities.size(),
                           [&](auto emit) {
                             for (std::uint32_t p = 0; p < of.principals.size(); ++p) {
                               const Principal& account = of.principals[p];
                               const bool hers = account.kind == PrincipalKind::account &&
                                                 account.owner_state == OwnerState::correlated;
                               if (hers && account.identity.valid()) emit(account.identity.value, p);
                             }
                           })),
      tree(build_resource_tree(of)),
      conjuncts(build_conjuncts(of, tree, grants_at)) {}

bool WithoutEdges::lacks_membership(std::uint32_t index) const {
  return !memberships.empty() && std::binary_search(memberships.begin(), memberships.end(), index);
}

bool WithoutEdges::lacks_grant(std::uint32_t index) const {
  return !grants.empty() && std::binary_search(grants.begin(), grants.end(), index);
}

WithoutEdges without(std::span<const Edge> edges) {
  WithoutEdges result;
  for (const Edge& edge : edges) {
    if (edge.kind == EdgeKind::membership) {
      result.memberships.push_back(edge.index);
    } else if (edge.kind == EdgeKind::grant) {
      result.grants.push_back(edge.index);
    } else {
      throw Error(ErrorCode::internal, "only memberships and grants can be removed");
    }
  }
  std::sort(result.memberships.begin(), result.memberships.end());
  std::sort(result.grants.begin(), result.grants.end());
  return result;
}

TriState can_sign_in(const AccessGraph& graph, PrincipalIx account) {
  const Principal& principal = graph.snapshot[account];
  if (principal.kind != PrincipalKind::account) return TriState::yes;
  if (has_ended(principal.valid_until, graph.as_of())) return TriState::no;
  return principal.enabled;
}

}  // namespace reeve
