// Hand-over type: the access that engine/access derived from a snapshot, in columns, for rules, campaigns and
// reports.
//
// Only entitlements whose resource (or what it covers) carries a category, or is undecided, have rows. A row
// is one subject x entitlement. The subject is an identity (all accounts correlated with it, merged) or a
// principal that is nobody's: an account that is uncorrelated, ambiguous, blocked or owned by a person but
// not hers, or PUBLIC.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/model/snapshot.h"

namespace reeve {

using EntitlementIx = Index<struct EntitlementTag>;
using AccessIx = Index<struct AccessTag>;  // place of a row in AccessTable

// One bit per CategoryIx; a snapshot has at most 64 categories.
using CategorySet = std::uint64_t;
constexpr CategorySet category_bit(CategoryIx c) { return CategorySet{1} << c.value; }

// A privilege on a resource at the level at which it was granted.
struct Entitlement {
  ResourceIx resource;
  StringRef privilege;
  Action action = Action::other;
  CategorySet categories =
      0;                   // of the resource and, where a grant covers descendants, of everything below it
  bool undecided = false;  // something it covers has no classification decision
};

struct Subject {
  IdentityIx identity;  // exactly one of the two is valid
  PrincipalIx principal;
  bool operator==(const Subject&) const = default;
};

// Merged over all paths of the access (architecture section 4):
// usable: some path is complete at once; assumable: complete only after SET ROLE or the like; latent: a grant
// path exists, but a gate, an enabled account or a lineage owner's right is missing on every path.
enum class Usability : unsigned char { usable, assumable, latent };

REEVE_ENUM_NAMES(Usability, "usable", "assumable", "latent")

struct AccessFlags {
  Usability usability = Usability::latent;
  bool grant_option = false;       // may pass it on
  bool direct = false;             // some grant names the account itself, without a group or role
  bool direct_only = false;        // no other way
  bool public_only = false;        // only because everybody has it
  bool option_only = false;        // holds only the right to grant it (an owner whose own right was revoked)
  bool usability_unknown = false;  // an UNKNOWN (enabled, a blocked key) lies on the only complete path
  bool privileged = false;         // some grant that gives it comes from being superuser or owner
};

// How the subject used the entitlement. UNKNOWN if that of any of its accounts is.
struct AccessUsage {
  MaybeTime last_used;      // latest over accounts
  MaybeTime observed_from;  // latest start over accounts: the window that all logs cover
  MaybeTime observed_to;    // earliest end
  UsageAttribution attribution = UsageAttribution::unknown;
};

struct AccessTable {
  std::vector<Entitlement> entitlements;  // ordered by resource, privilege
  // columns, all of the same length, ordered by subject (identities first), then entitlement
  std::vector<Subject> subject;
  std::vector<EntitlementIx> entitlement;
  std::vector<AccessFlags> flags;
  std::vector<AccessUsage> usage;
  // Since when it has been reachable at the latest: on a path its newest edge counts, of several paths the
  // oldest. Paths with an edge whose granted_at is unknown do not count; unknown where no path tells.
  std::vector<MaybeTime> since;

  // Per principal (index PrincipalIx): the categories it reaches through inheritance or assuming, gates not
  // asked.
  std::vector<CategorySet> reach;
  std::vector<bool> reaches_undecided;  // the same, for resources without a classification decision
  // Per entitlement: how many identities that are not `left` reach it, usable or assumable.
  std::vector<std::uint32_t> holders;
  std::uint32_t population = 0;  // identities that are not `left`

  std::size_t size() const { return subject.size(); }
};

}  // namespace reeve
