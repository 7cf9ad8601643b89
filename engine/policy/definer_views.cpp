#include "engine/policy/definer_views.h"

#include <algorithm>
#include <set>

#include "engine/policy/resource_totals.h"

namespace reeve {
namespace {

// Everybody with an entitlement on the resource or on what holds it.
std::set<std::uint32_t> people_of(const Snapshot& snapshot,
                                  const std::vector<std::vector<std::uint32_t>>& holders,
                                  ResourceIx resource) {
  std::set<std::uint32_t> people;
  for (std::size_t steps = 0; resource.valid() && steps <= snapshot.resources.size(); ++steps) {
    people.insert(holders[resource.value].begin(), holders[resource.value].end());
    resource = snapshot[resource].parent;
  }
  return people;
}

}  // namespace

std::vector<CategorySet> definer_leaks(const Snapshot& snapshot, const AccessTable& access) {
  std::vector<CategorySet> leaks(snapshot.resources.size(), 0);
  const auto holders = people_by_resource(snapshot, access);
  for (const Lineage& lineage : snapshot.lineages) {
    if (lineage.mode != LineageMode::definer) continue;
    CategorySet shown = 0;
    for (const CategoryIx category : snapshot[lineage.exposed].categories) shown |= category_bit(category);
    CategorySet& leak = leaks[lineage.exposing.value];
    if ((shown & ~leak) == 0) continue;
    const std::set<std::uint32_t> readers = people_of(snapshot, holders, lineage.exposing);
    const std::set<std::uint32_t> entitled = people_of(snapshot, holders, lineage.exposed);
    if (!std::ranges::includes(entitled, readers)) leak |= shown;
  }
  return leaks;
}

}  // namespace reeve
