// Works out all accesses of one subject: adds up its accounts, then gives one row per entitlement.
#pragma once

#include "engine/access/catalogue.h"
#include "engine/access/demands.h"
#include "engine/access/reach.h"
#include "engine/access/since.h"
#include "engine/access/usage_log.h"

namespace reeve {

// Thread rule: one object per thread; used for any number of subjects, one after the other.
class SubjectAccess {
 public:
  SubjectAccess(const AccessGraph& graph, const Catalogue& catalogue, Reach& reach,
                const WithoutEdges& without);

  // Appends the subject's rows to the table's columns, ordered by entitlement.
  void append(const Subject& subject, std::span<const std::uint32_t> accounts, AccessTable& table);

 private:
  // What the grants of one entitlement give to the subject so far. The right itself and the mere right to
  // grant it are kept apart.
  struct Tally {
    bool right = false, option = false;
    bool direct = false, indirect = false, not_everyone = false, privileged = false;
    TriState usable[2] = {TriState::no, TriState::no};  // [0] of the right, [1] of the option
    TriState assumable[2] = {TriState::no, TriState::no};
    bool has_usage = false;
    AccessUsage usage;
    MaybeTime since;
  };

  void add_account(PrincipalIx account);
  void act(PrincipalIx account, PrincipalIx role, TriState sign_in);
  void add_grant(PrincipalIx account, std::uint32_t grant);
  void weigh(PrincipalIx account, PrincipalIx role, TriState sign_in);
  void add_usage(PrincipalIx account);
  static AccessFlags flags_of(const Tally& tally);

  const AccessGraph& graph_;
  const Catalogue& catalogue_;
  Reach& reach_;
  const WithoutEdges& without_;
  ActingRoles roles_;
  Demands demands_;
  UsageLog usage_log_;
  Since since_;
  MetNeeds met_acting_, met_login_;

  std::vector<Tally> tallies_;          // by entitlement
  std::vector<std::uint32_t> touched_;  // of the subject
  StampedSet is_touched_;
  std::vector<std::uint32_t> of_account_;  // entitlements of the present account
  StampedSet is_of_account_;
  std::vector<std::uint32_t> of_role_;  // entitlements of the role acted as
  StampedSet gives_right_, is_of_role_;
  std::vector<std::uint32_t> acting_, reached_;
};

}  // namespace reeve
