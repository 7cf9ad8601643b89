// A snapshot written down by hand, for tests of pure functions: one source `hr` with people, one source
// `shop` with accounts and resources. Everything is found again by its key.
#pragma once

#include <string>

#include "engine/model/access_table.h"

namespace reeve::test {

class SmallCompany {
 public:
  static constexpr UtcMillis kAsOf = 1'767'225'600'000;  // 2026-01-01

  SmallCompany();

  // `manager` must exist already or is linked later with `reports_to`.
  IdentityIx person(const std::string& key, const std::string& manager = {});
  void reports_to(const std::string& person, const std::string& manager);
  Identity& identity(const std::string& key) { return snapshot.identities[find_person(key).value]; }
  PrincipalIx account(const std::string& key, OwnerState state = OwnerState::uncorrelated,
                      const std::string& owner = {});
  PrincipalIx everyone();
  ResourceIx resource(const std::string& key, const std::string& parent = {},
                      const std::string& steward = {});

  IdentityIx find_person(const std::string& key) const;
  ResourceIx find_resource(const std::string& key) const;
  StringRef text(const std::string& text) { return snapshot.strings.add(text); }

  // An entitlement `privilege` on the resource; `categories` are places in Snapshot::categories.
  EntitlementIx entitlement(AccessTable& table, const std::string& resource, const std::string& privilege,
                            CategorySet categories, bool undecided = false);
  static AccessIx access(AccessTable& table, Subject subject, EntitlementIx entitlement,
                         AccessFlags flags = {});

  Snapshot snapshot;
};

inline Subject subject_of(IdentityIx identity) { return {.identity = identity}; }
inline Subject subject_of(PrincipalIx principal) { return {.principal = principal}; }

}  // namespace reeve::test
