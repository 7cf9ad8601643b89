// The rules of effective access as an executable specification: slow, short, and sharing nothing with
// engine/access but the model. Tests compare the engine with it.
#pragma once

#include <optional>
#include <set>
#include <tuple>

#include "engine/model/path.h"

namespace reeve::test {

struct NaiveStanding {
  Usability usability = Usability::latent;
  bool unknown = false;  // works only if something holds that is not known
  bool operator==(const NaiveStanding&) const = default;
};

class NaiveAccess {
 public:
  enum class Level { here, here_and_above };  // grants on the resource itself, or those that cover it as well
  enum class Kind { right, option };          // the privilege, or the right to pass it on
  using Principals = std::set<PrincipalIx>;
  using Accounts = std::vector<PrincipalIx>;
  using Grants = std::vector<Grant>;
  static constexpr UtcMillis kAnyTime = INT64_MAX;

  explicit NaiveAccess(const Snapshot& snapshot, std::set<Edge> removed = {})
      : s_(snapshot), removed_(std::move(removed)) {}

  // Both closures, reflexive; over edges that are known to be as old as `until`.
  Principals inherited(PrincipalIx p, UtcMillis until = kAnyTime) const;
  Principals assumable(PrincipalIx p, UtcMillis until = kAnyTime) const;
  // Whether the grant counts for the role acted as; for some role that the account may act as.
  bool gives(const Grant& g, PrincipalIx acting, UtcMillis until = kAnyTime) const;
  bool reaches(PrincipalIx account, const Grant& g, UtcMillis until = kAnyTime) const;
  // Before gates.
  bool holds(PrincipalIx acting, StringRef privilege, ResourceIx r, Kind kind = Kind::right) const;
  // Whether everything beside the grant is there.
  TriState complete(PrincipalIx account, PrincipalIx acting, ResourceIx r) const;
  // nullopt: no grant path.
  std::optional<NaiveStanding> standing(const Accounts& accounts, StringRef privilege, ResourceIx r,
                                        Level level, Kind kind = Kind::right) const;

  bool in_force(GrantIx g) const;
  Accounts accounts_of(const Subject& subject) const;
  std::vector<ResourceIx> up(ResourceIx r) const;  // itself and its ancestors
  bool is_below(ResourceIx r, ResourceIx top) const;

 private:
  bool ended(MaybeTime until) const { return until.is_time() && until.value() <= s_.info.as_of; }
  Principals spread(Principals from, bool Membership::*kind, UtcMillis until) const;
  Grants grants_on(StringRef privilege, ResourceIx r, Level level, Kind kind) const;
  bool blocked(ResourceIx r) const;
  // What was looked at, and on whose behalf: whoever acts, or the owner of the definer view around.
  using Seen = std::set<std::tuple<ResourceIx, PrincipalIx, PrincipalIx>>;
  TriState lineage(PrincipalIx acting, PrincipalIx caller, ResourceIx r, Seen& seen) const;

  const Snapshot& s_;
  std::set<Edge> removed_;
};

// All indices of one array.
template <class T>
std::vector<Index<T>> indices(std::size_t count) {
  std::vector<Index<T>> all;
  for (std::size_t i = 0; i < count; ++i) all.emplace_back(i);
  return all;
}

}  // namespace reeve::test
