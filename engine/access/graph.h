// A snapshot as engine/access works on it: edges in force, the resource tree, and what gates and views
// demand.
//
// Contract: refers to the snapshot, which must outlive it; immutable, so any number of threads may read it.
#pragma once

#include "engine/access/conjuncts.h"
#include "engine/access/csr.h"
#include "engine/access/resource_tree.h"

namespace reeve {

// Label of the edge from a principal to the PUBLIC of its source, which no fact states.
inline constexpr std::uint32_t kEveryoneEdge = MembershipIx::kNone;

struct AccessGraph {
  explicit AccessGraph(const Snapshot& of);

  const Snapshot& snapshot;
  Csr inherited;    // principal -> containers; labels are MembershipIx or kEveryoneEdge
  Csr assumable;    // the same for "may act as"
  Csr grants_by;    // by principal: GrantIx
  Csr grants_at;    // by resource: GrantIx
  Csr accounts_of;  // by identity: accounts that are hers
  ResourceTree tree;
  Conjuncts conjuncts;

  UtcMillis as_of() const { return snapshot.info.as_of; }
};

// An edge or account whose time has passed gives nothing.
constexpr bool has_ended(MaybeTime valid_until, UtcMillis as_of) {
  return valid_until.is_time() && valid_until.value() <= as_of;
}

// Edges that are thought away, to see what their removal would change. Sorted.
struct WithoutEdges {
  std::vector<std::uint32_t> memberships;
  std::vector<std::uint32_t> grants;

  bool lacks_membership(std::uint32_t index) const;
  bool lacks_grant(std::uint32_t index) const;
};
WithoutEdges without(std::span<const Edge> edges);  // edges of other kinds cannot be removed: Error{internal}

// Whether anybody can sign in with the account. Principals that are no accounts are never signed in with;
// asked as subjects themselves (PUBLIC), they always can.
TriState can_sign_in(const AccessGraph& graph, PrincipalIx account);

}  // namespace reeve
