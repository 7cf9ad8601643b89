// Paths, cuts and what a cut costs: answers of engine/access about one access.
#pragma once

#include <string>
#include <vector>

#include "engine/model/access_table.h"

namespace reeve {

enum class EdgeKind : unsigned char { owner, membership, everyone, grant, gate, lineage };

// One edge. `index` is a place in Snapshot's array of that kind; for `owner` it is the principal (identity ->
// account), for `everyone` the PUBLIC principal.
struct Edge {
  EdgeKind kind = EdgeKind::grant;
  std::uint32_t index = 0;
  auto operator<=>(const Edge&) const = default;
};

// An edge in words, and the source that says so ("" for what follows from no single source):
// "ana is a member of support_emea", "crm_read has SELECT on public.customers".
struct EdgeWords {
  std::string text;
  std::string source;
};

// identity -> account -> ... -> principal -> resource. `edges` start at the subject and end with the grant.
// `acting_as` is the role that has to be assumed first (kNone: none). Gate passes and lineage conjuncts are
// named apart.
struct AccessPath {
  std::vector<Edge> edges;
  PrincipalIx account;
  PrincipalIx acting_as;
  Usability usability = Usability::latent;
  std::vector<std::string> missing;  // latent: what lacks, one phrase each
};

struct Explanation {
  // Best usability first, then shortest first; at most the number that was asked for.
  std::vector<AccessPath> paths;
  // Grant paths that share no membership and no grant (Menger): so many edges must be cut at least.
  std::size_t independent_paths = 0;
};

// One loss that a cut brings: somebody no longer reaches an entitlement.
struct Loss {
  Subject subject;
  EntitlementIx entitlement;
  AccessUsage usage;
};

// Edges whose removal ends the access. Cheapest by weight; blast radius counted by running the closure again
// without them (architecture section 4).
struct Cut {
  std::vector<Edge> edges;  // membership and grant edges only: those can be removed
  double weight = 0;
  std::vector<Loss> losses;      // everything lost, the access itself included, ordered by subject
  std::size_t own_losses = 0;    // further accesses of the same subject
  std::size_t other_people = 0;  // other subjects that lose something
};

// Hand-over type: cuts for one access, best first. Empty `cuts` = no permitted cut ends it, `why_not` says
// why.
struct CutSet {
  std::vector<Cut> cuts;
  std::size_t candidates = 0;  // "cheapest of k"
  std::string why_not;
};

}  // namespace reeve
