#include "engine/policy/data_owners.h"

namespace reeve {
namespace {

bool has_gone(const Identity& person, UtcMillis as_of) {
  return person.status == IdentityStatus::left || (person.end.is_time() && person.end.value() <= as_of);
}

// named, missing or left, by what stands at the resource and above it.
OwnerGap nearest_owner(const Snapshot& snapshot, ResourceIx resource) {
  OwnerGap gap = OwnerGap::missing;
  for (std::size_t steps = 0; resource.valid() && steps <= snapshot.resources.size(); ++steps) {
    const IdentityIx steward = snapshot[resource].steward;
    if (steward.valid() && !has_gone(snapshot[steward], snapshot.info.as_of)) return OwnerGap::named;
    if (steward.valid()) gap = OwnerGap::left;
    resource = snapshot[resource].parent;
  }
  return gap;
}

}  // namespace

std::vector<OwnerGap> owner_gaps(const Snapshot& snapshot, const ResourceTotals& totals) {
  const std::size_t count = snapshot.resources.size();
  const auto needs_owner = [&](std::size_t r) { return totals.categories[r] != 0 || totals.undecided[r]; };
  const std::vector<bool> is_leaf = leaves(snapshot);
  std::vector<OwnerGap> gaps(count, OwnerGap::named);
  std::vector<bool> has_owned_content(count, false);
  for (std::size_t r = 0; r < count; ++r) {
    gaps[r] = nearest_owner(snapshot, ResourceIx(r));
    const bool carries = needs_owner(r) && (is_leaf[r] || !snapshot.resources[r].categories.empty());
    if (!carries || gaps[r] != OwnerGap::named) continue;
    ResourceIx at(r);
    for (std::size_t steps = 0; at.valid() && steps <= count; ++steps) {
      has_owned_content[at.value] = true;
      at = snapshot[at].parent;
    }
  }
  const auto is_gap = [&](std::size_t r) {
    return gaps[r] != OwnerGap::named && needs_owner(r) && !has_owned_content[r];
  };
  std::vector<OwnerGap> told(count, OwnerGap::named);
  for (std::size_t r = 0; r < count; ++r) {
    if (!is_gap(r)) continue;
    const ResourceIx parent = snapshot.resources[r].parent;
    told[r] = parent.valid() && is_gap(parent.value) ? OwnerGap::covered : gaps[r];
  }
  return told;
}

}  // namespace reeve
