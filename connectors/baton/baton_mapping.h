// What a Baton file says, as facts. Pure.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "connectors/baton/baton_messages.h"
#include "engine/model/facts.h"

namespace reeve {

// Resources of a user type are accounts. Groups, roles and whatever else is granted something are principals.
// Being a member or assigned (an entitlement for assignment on a group or role) is a membership; every other
// grant is a grant of the entitlement's slug on its resource. Groups and roles are resources too where
// something else than being in them can be granted on them.
//
// Who holds a grant through a group is worked out by Reeve from the memberships, not taken from what Baton
// expanded. Told first: types, entitlements, then resources and grants as often as needed.
class BatonMapping {
 public:
  void add_type(const BatonResourceType& type);
  void add_entitlement(const BatonEntitlement& entitlement);
  // Before any grant is mapped: all of them, for what they expand and who holds something.
  void note_grant(const BatonGrant& grant);

  // An account, a principal, or neither.
  std::optional<PrincipalFact> principal(const BatonResource& resource) const;
  // Ways of being in a group or role beside its first one ("owner" beside "member"): a principal each.
  std::vector<PrincipalFact> principals_of_entitlements() const;
  std::optional<ResourceFact> resource(const BatonResource& resource) const;

  struct GrantFacts {
    std::vector<MembershipFact> memberships;
    std::vector<GrantFact> grants;
    std::string mistake;               // what of it cannot be understood; empty = nothing
    bool is_derived = false;           // Baton expanded it from others, from which it follows here, too
    std::vector<std::string> shallow;  // entitlements whose direct holders hold it as well (`held_by`)
  };
  GrantFacts facts_of(const BatonGrant& grant) const;
  // The same right in the hands of another: for shallow expansions.
  GrantFacts held_by(const BatonGrant& grant, const BatonId& holder) const;

  // What a mistake blocks: the natural key of the grant or membership.
  bool is_membership(const BatonGrant& grant) const;
  std::string key_of(const BatonGrant& grant) const;

 private:
  // As the file describes it; grants may hold no more than its id.
  const BatonEntitlement& entitlement_of(const BatonGrant& grant) const;
  BatonTrait trait_of(const std::string& type) const;
  bool is_collection(const BatonId& id) const;  // a group or role
  bool is_assignment(const BatonEntitlement& entitlement) const;
  bool is_first(const BatonEntitlement& entitlement) const;
  // The principal that being assigned to the entitlement means.
  std::string node_of(const BatonEntitlement& entitlement) const;
  void add_holder(const BatonGrant& grant, const std::string& holder, bool passed_on, GrantFacts& out) const;

  std::map<std::string, BatonResourceType> types_;
  std::map<std::string, BatonEntitlement> entitlements_;
  std::map<BatonId, std::string> first_assignment_;           // by group or role: the entitlement's id
  std::set<BatonId> with_permissions_;                        // groups and roles that are resources, too
  std::set<BatonId> holders_;                                 // whoever is granted something
  std::set<std::pair<std::string, std::string>> expansions_;  // entitlement, and whose holders have it
};

}  // namespace reeve
