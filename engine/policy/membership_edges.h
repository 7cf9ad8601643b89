// Memberships in force, by either end. Pure.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <span>
#include <vector>

#include "engine/model/snapshot.h"

namespace reeve {

// Refers to the snapshot. Thread rule: any number of readers.
class MembershipEdges {
 public:
  explicit MembershipEdges(const Snapshot& snapshot);

  std::span<const MembershipIx> containers_of(PrincipalIx member) const { return up_.row(member); }
  std::span<const MembershipIx> members_of(PrincipalIx container) const { return down_.row(container); }
  // Everybody from whom edges that `counts` lets through lead to the principal, itself included.
  std::set<PrincipalIx> all_members_of(PrincipalIx principal,
                                       const std::function<bool(const Membership&)>& counts) const;

 private:
  struct Lists {
    std::vector<std::size_t> first;
    std::vector<MembershipIx> edges;
    std::span<const MembershipIx> row(PrincipalIx i) const {
      return {edges.data() + first[i.value], edges.data() + first[i.value + 1]};
    }
  };
  static Lists lists(const Snapshot& snapshot, PrincipalIx Membership::*end);

  const Snapshot& snapshot_;
  Lists up_, down_;
};

// An edge whose time has passed gives nothing.
bool has_passed(MaybeTime until, UtcMillis as_of);

}  // namespace reeve
