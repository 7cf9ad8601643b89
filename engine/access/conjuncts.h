// What must hold beside a grant before an access works: gates above the resource, and the rights that a view
// needs on what it shows (architecture section 4, "usable").
#pragma once

#include "engine/access/resource_tree.h"
#include "engine/model/path.h"

namespace reeve {

using NeedIx = Index<struct NeedTag>;

// A privilege that somebody must hold on a resource.
struct Need {
  StringRef privilege;
  ResourceIx resource;
};

// Who must hold it: the role acted as, the account that signed in, or a fixed principal (a view's owner).
enum class Holder : unsigned char { acting, login, reader };

struct Requirement {
  Edge edge;  // the gate or lineage edge that demands it
  Holder holder = Holder::acting;
  PrincipalIx reader;  // Holder::reader only
  NeedIx need;
};

// What one resource demands. `unknown`: something more may be demanded, but the source does not tell (a
// rejected gate row, a definer view whose owner is not known).
struct Profile {
  std::vector<Requirement> requirements;
  bool unknown = false;
};

struct Conjuncts {
  std::vector<Need> needs;
  std::vector<Profile> profiles;          // profile 0 demands nothing
  std::vector<std::uint32_t> profile_of;  // by resource
  Csr needs_of_grant;                     // by grant: the needs that its holder meets

  const std::vector<Requirement>& requirements_of(ResourceIx resource) const {
    return profiles[profile_of[resource.value]].requirements;
  }
};

// Lineage edges of a resource and of its ancestors count, as gates do: the columns of a view are read through
// the view. A cycle of views demands each of its edges once. `grants_at` lists grants in force by resource.
Conjuncts build_conjuncts(const Snapshot& snapshot, const ResourceTree& tree, const Csr& grants_at);

}  // namespace reeve
