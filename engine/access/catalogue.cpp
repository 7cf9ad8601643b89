#include "engine/access/catalogue.h"

#include <algorithm>
#include <unordered_map>

namespace reeve {
namespace {

// Where gates stand, by privilege, as places in the pre-order of the tree.
class GatePlaces {
 public:
  explicit GatePlaces(const AccessGraph& graph) : tree_(graph.tree) {
    for (const Gate& gate : graph.snapshot.gates) {
      if (gate.resource.valid()) places_[gate.privilege.value].push_back(tree_.enter[gate.resource.value]);
    }
    for (auto& [privilege, places] : places_) std::sort(places.begin(), places.end());
  }

  bool opened_by(const Grant& grant) const {
    const auto found = places_.find(grant.privilege.value);
    if (grant.action != Action::other || found == places_.end()) return false;
    const std::uint32_t first = tree_.enter[grant.resource.value];
    const std::uint32_t last = grant.covers_descendants ? tree_.leave[grant.resource.value] : first + 1;
    const auto place = std::lower_bound(found->second.begin(), found->second.end(), first);
    return place != found->second.end() && *place < last;
  }

 private:
  const ResourceTree& tree_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> places_;
};

bool undecided_itself(const AccessGraph& graph, std::uint32_t resource) {
  return graph.tree.is_leaf(resource) && graph.tree.undecided_below[resource];
}

Entitlement describe(const AccessGraph& graph, std::span<const std::uint32_t> grants, bool covers) {
  const Grant& first = graph.snapshot.grants[grants.front()];
  const std::uint32_t r = first.resource.value;
  return {.resource = first.resource,
          .privilege = first.privilege,
          .action = first.action,
          .categories = covers ? graph.tree.categories_below[r] : own_categories(graph.snapshot.resources[r]),
          .undecided = covers ? graph.tree.undecided_below[r] : undecided_itself(graph, r)};
}

// Adds the entitlements of one resource from its grants, which are ordered by privilege.
void add_entitlements(const AccessGraph& graph, CatalogueScope scope, std::span<const std::uint32_t> grants,
                      Catalogue& catalogue) {
  const auto& all = graph.snapshot.grants;
  for (std::size_t begin = 0, end = 0; begin < grants.size(); begin = end) {
    bool covers = false;
    for (; end < grants.size() && all[grants[end]].privilege == all[grants[begin]].privilege; ++end) {
      covers = covers || all[grants[end]].covers_descendants;
    }
    const auto same = grants.subspan(begin, end - begin);
    const Entitlement entitlement = describe(graph, same, covers);
    const bool sensitive = entitlement.categories != 0 || entitlement.undecided;
    if (scope == CatalogueScope::sensitive && !sensitive) continue;
    for (const std::uint32_t g : same) catalogue.of_grant[g] = EntitlementIx(catalogue.entitlements.size());
    catalogue.entitlements.push_back(entitlement);
    catalogue.covers_descendants.push_back(covers);
  }
}

}  // namespace

Catalogue build_catalogue(const AccessGraph& graph, CatalogueScope scope) {
  const Snapshot& snapshot = graph.snapshot;
  const GatePlaces gates(graph);
  Catalogue catalogue;
  catalogue.of_grant.assign(snapshot.grants.size(), EntitlementIx());
  std::vector<std::uint32_t> grants;
  for (std::uint32_t r = 0; r < snapshot.resources.size(); ++r) {
    grants.clear();
    for (const std::uint32_t g : graph.grants_at.row(r)) {
      if (!gates.opened_by(snapshot.grants[g])) grants.push_back(g);
    }
    std::sort(grants.begin(), grants.end(), [&](std::uint32_t a, std::uint32_t b) {
      const StringRef pa = snapshot.grants[a].privilege, pb = snapshot.grants[b].privilege;
      return pa == pb ? a < b : snapshot.text(pa) < snapshot.text(pb);
    });
    add_entitlements(graph, scope, grants, catalogue);
  }
  return catalogue;
}

EntitlementIx Catalogue::find(const AccessGraph& graph, ResourceIx resource, StringRef privilege) const {
  for (const std::uint32_t g : graph.grants_at.row(resource.value)) {
    if (graph.snapshot.grants[g].privilege == privilege && of_grant[g].valid()) return of_grant[g];
  }
  return {};
}

}  // namespace reeve
