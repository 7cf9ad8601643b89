#include "engine/policy/resource_totals.h"

#include <algorithm>

#include "engine/policy/attribute_values.h"

namespace reeve {
namespace {

// Calls `visit` with the resource and everything above it.
template <class Visit>
void climb(const Snapshot& snapshot, ResourceIx resource, Visit visit) {
  for (std::size_t steps = 0; resource.valid() && steps <= snapshot.resources.size(); ++steps) {
    visit(resource.value);
    resource = snapshot[resource].parent;
  }
}

void add_content(const Snapshot& snapshot, ResourceTotals& totals) {
  const std::vector<bool> is_leaf = leaves(snapshot);
  for (std::size_t i = 0; i < snapshot.resources.size(); ++i) {
    const Resource& resource = snapshot.resources[i];
    CategorySet own = 0;
    for (const CategoryIx category : resource.categories) own |= category_bit(category);
    const bool undecided = is_leaf[i] && resource.state == ClassificationState::undecided;
    if (own == 0 && !undecided) continue;
    climb(snapshot, ResourceIx(i), [&](std::uint32_t at) {
      totals.categories[at] |= own;
      if (undecided) totals.undecided[at] = true;
    });
  }
}

bool is_at_work(const Snapshot& snapshot, IdentityIx person) {
  return person.valid() && snapshot[person].status != IdentityStatus::left;
}

// Counts each person once, however many entitlements she has on the way up.
class PeopleCounter {
 public:
  PeopleCounter(const Snapshot& snapshot, const AccessTable& access)
      : snapshot_(snapshot),
        holders_(people_by_resource(snapshot, access)),
        seen_(snapshot.identities.size(), kNever) {}

  std::size_t count(std::uint32_t resource) {
    std::size_t people = 0;
    climb(snapshot_, ResourceIx(resource), [&](std::uint32_t at) {
      for (const std::uint32_t person : holders_[at]) {
        if (seen_[person] != resource) ++people;
        seen_[person] = resource;
      }
    });
    return people;
  }

  bool adds_nobody(std::uint32_t resource) const { return holders_[resource].empty(); }

 private:
  static constexpr std::uint32_t kNever = 0xffffffffU;
  const Snapshot& snapshot_;
  std::vector<std::vector<std::uint32_t>> holders_;
  std::vector<std::uint32_t> seen_;
};

void add_people(const Snapshot& snapshot, const AccessTable& access, ResourceTotals& totals) {
  constexpr std::size_t kUnknown = static_cast<std::size_t>(-1);
  PeopleCounter counter(snapshot, access);
  std::vector<std::size_t> counted(snapshot.resources.size(), kUnknown);
  for (std::uint32_t i = 0; i < snapshot.resources.size(); ++i) {
    // Where nobody has an entitlement on the resource itself, it is reached by whoever reaches its parent;
    // most columns are so.
    std::uint32_t at = i;
    for (std::size_t steps = 0; steps < snapshot.resources.size(); ++steps) {
      const ResourceIx parent = snapshot.resources[at].parent;
      if (!counter.adds_nobody(at) || !parent.valid()) break;
      at = parent.value;
    }
    if (counted[at] == kUnknown) counted[at] = counter.count(at);
    counted[i] = counted[at];
  }
  totals.people = std::move(counted);
}

void add_public(const Snapshot& snapshot, const AccessTable& access, ResourceTotals& totals) {
  for (std::size_t row = 0; row < access.size(); ++row) {
    const PrincipalIx principal = access.subject[row].principal;
    if (!principal.valid() || snapshot[principal].kind != PrincipalKind::everyone) continue;
    if (access.flags[row].option_only) continue;
    const Entitlement& entitlement = access.entitlements[access.entitlement[row].value];
    totals.public_actions[entitlement.resource.value].insert(std::string(to_string(entitlement.action)));
  }
}

}  // namespace

std::vector<std::vector<std::uint32_t>> people_by_resource(const Snapshot& snapshot,
                                                           const AccessTable& access) {
  std::vector<std::vector<std::uint32_t>> people(snapshot.resources.size());
  for (std::size_t row = 0; row < access.size(); ++row) {
    const IdentityIx person = access.subject[row].identity;
    const AccessFlags& flags = access.flags[row];
    if (!is_at_work(snapshot, person) || !may_work(flags) || flags.option_only) continue;
    people[access.entitlements[access.entitlement[row].value].resource.value].push_back(person.value);
  }
  return people;
}

std::vector<bool> leaves(const Snapshot& snapshot) {
  std::vector<bool> is_leaf(snapshot.resources.size(), true);
  for (const Resource& resource : snapshot.resources) {
    if (resource.parent.valid()) is_leaf[resource.parent.value] = false;
  }
  return is_leaf;
}

ResourceTotals total_resources(const Snapshot& snapshot, const AccessTable& access) {
  const std::size_t count = snapshot.resources.size();
  ResourceTotals totals{std::vector<CategorySet>(count, 0),
                        std::vector<bool>(count, false),
                        {},
                        std::vector<std::set<std::string>>(count)};
  add_content(snapshot, totals);
  add_people(snapshot, access, totals);
  add_public(snapshot, access, totals);
  return totals;
}

}  // namespace reeve
