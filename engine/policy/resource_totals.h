// What is known about each resource together with what it holds and who reaches it. Pure.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/model/access_table.h"

namespace reeve {

// By ResourceIx.
struct ResourceTotals {
  std::vector<CategorySet> categories;  // own and of everything below
  std::vector<bool> undecided;          // something that holds nothing else, here or below, is undecided
  // People at work who reach it by an entitlement on it or from above, now or after assuming a role.
  std::vector<std::size_t> people;
  std::vector<std::set<std::string>>
      public_actions;  // by an entitlement on it that PUBLIC has; gates not asked
};

ResourceTotals total_resources(const Snapshot& snapshot, const AccessTable& access);

// People at work by the resource at which an entitlement of theirs stands, now or after assuming a role; a
// person stands there once for each of her entitlements.
std::vector<std::vector<std::uint32_t>> people_by_resource(const Snapshot& snapshot,
                                                           const AccessTable& access);

// Resources that hold no others.
std::vector<bool> leaves(const Snapshot& snapshot);

}  // namespace reeve
