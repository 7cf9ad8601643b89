// The entitlements of a snapshot, and which grant gives which.
#pragma once

#include "engine/access/graph.h"

namespace reeve {

// sensitive: those that reach a category, or something that nobody classified. all: the rest as well, for
// questions about one resource.
enum class CatalogueScope : unsigned char { sensitive, all };

struct Catalogue {
  std::vector<Entitlement> entitlements;  // ordered by resource, privilege
  std::vector<EntitlementIx> of_grant;    // by grant; invalid where it gives none of them
  std::vector<bool> covers_descendants;   // by entitlement: some grant of it does
  std::size_t size() const { return entitlements.size(); }
  EntitlementIx find(const AccessGraph& graph, ResourceIx resource, StringRef privilege) const;
};

// A grant whose action is `other` and whose privilege is asked for by a gate there (or, where it covers
// descendants, somewhere below) only opens that gate: it reaches no data and gives no entitlement.
Catalogue build_catalogue(const AccessGraph& graph, CatalogueScope scope = CatalogueScope::sensitive);

}  // namespace reeve
