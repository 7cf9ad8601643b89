// A snapshot in memory: dense indices, one string pool, arrays. Built by the store from the facts of its runs
// and the derived rows; immutable afterwards, so any number of threads may read it.
//
// Every row knows its origin (run, ordinal). Optional references are Index::kNone where the source does not
// tell or the referenced row does not exist. Rows are ordered by run, then ordinal.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/core/index.h"
#include "engine/core/string_pool.h"
#include "engine/model/facts.h"
#include "engine/model/sync_run.h"

namespace reeve {

using SourceIx = Index<struct SourceTag>;
using IdentityIx = Index<struct IdentityTag>;
using PrincipalIx = Index<struct PrincipalTag>;
using ResourceIx = Index<struct ResourceTag>;
using MembershipIx = Index<struct MembershipTag>;
using GrantIx = Index<struct GrantTag>;
using LineageIx = Index<struct LineageTag>;
using CategoryIx = Index<struct CategoryTag>;  // place in Snapshot::categories

struct Origin {
  SourceIx source;
  Ordinal ordinal = 0;
};

struct Identity {
  Origin origin;
  StringRef key, name, job, department, region, employee_number, email, manager_key;
  Employment employment = Employment::unknown;
  IdentityStatus status = IdentityStatus::unknown;
  IdentityIx manager;
  MaybeTime start, end, job_since;
};

// How an account or other principal belongs to a person. `correlated`: it is hers; `owned`: non-human, she
// answers for it; `ambiguous`: two or more match, a human decides; `blocked`: the identity's row was
// rejected.
enum class OwnerState : unsigned char { none, correlated, owned, ambiguous, uncorrelated, blocked };
REEVE_ENUM_NAMES(OwnerState, "none", "correlated", "owned", "ambiguous", "uncorrelated", "blocked")

struct Principal {
  Origin origin;
  StringRef key, second_key, name, owner_key, employee_number, email;
  PrincipalKind kind = PrincipalKind::account;
  AccountKind account_kind = AccountKind::unknown;
  TriState enabled = TriState::unknown;
  bool is_private = false;
  MaybeTime last_sign_in, valid_until;
  // derived
  OwnerState owner_state = OwnerState::none;
  IdentityIx identity;          // whose it is (correlated) or who answers for it (owned)
  StringRef owner_rule;         // the correlation rule that decided
  std::uint8_t confidence = 0;  // percent
};

struct Membership {
  Origin origin;  // source invalid = derived (a binding, or everyone's membership in PUBLIC)
  PrincipalIx member, container;
  bool inherited = true, assumable = false, administer = false;
  StringRef grantor_key, derived_by;
  MaybeTime granted_at, valid_until;
};

// decided: the categories are known (none is a decision); undecided: nobody decided, so not evaluable.
enum class ClassificationState : unsigned char { undecided, decided };

struct Resource {
  Origin origin;
  StringRef key, second_key, name, owner_key, steward_key, region, environment;
  ResourceKind kind = ResourceKind::other;
  ResourceIx parent;
  PrincipalIx owner;
  IdentityIx steward;
  std::vector<StringRef> labels;
  // derived
  ClassificationState state = ClassificationState::undecided;
  std::vector<CategoryIx>
      categories;           // own, by decision or lineage; sorted; children's are not repeated here
  StringRef classified_by;  // the rule that decided: label, name, ancestor, import, lineage
};

struct Lineage {
  Origin origin;
  ResourceIx exposing, exposed;
  LineageMode mode = LineageMode::definer;
  PrincipalIx reader;
  StringRef privilege;
};

struct Grant {
  Origin origin;
  PrincipalIx principal;
  ResourceIx resource;
  StringRef privilege, grantor_key;
  Action action = Action::other;
  bool grant_option = false, option_only = false, covers_descendants = false, personal = false;
  GrantKind kind = GrantKind::acl;
  MaybeTime granted_at, valid_until;
};

struct Gate {
  Origin origin;
  ResourceIx resource;
  StringRef privilege;
  GateCheck check = GateCheck::acting;
};

struct Usage {
  Origin origin;
  PrincipalIx principal;
  ResourceIx resource;
  StringRef privilege;
  MaybeTime last_used, observed_from, observed_to;
  UsageAttribution attribution = UsageAttribution::unknown;
};

struct Approval {
  Origin origin;
  StringRef request, subject_key, target_key, privilege, approver_key, purpose;
  MaybeTime from, until;
};

struct SnapshotReject {
  SourceIx source;
  Reject reject;
};

struct Snapshot {
  SnapshotInfo info;
  std::vector<SyncRun> runs;  // SourceIx is a place in here
  StringPool strings;
  std::vector<std::string> categories;  // ids such as customer_email, in the order of CategoryIx
  std::vector<Identity> identities;
  std::vector<Principal> principals;
  std::vector<Membership> memberships;  // observed, then derived (bindings)
  std::vector<Resource> resources;      // a parent may stand after its child
  std::vector<Lineage> lineages;
  std::vector<Grant> grants;
  std::vector<Gate> gates;
  std::vector<Usage> usages;
  std::vector<Approval> approvals;
  std::vector<SnapshotReject> rejects;

  std::string_view text(StringRef ref) const { return strings[ref]; }
  const std::string& source_name(SourceIx source) const { return runs[source.value].source; }

  const Identity& operator[](IdentityIx i) const { return identities[i.value]; }
  const Principal& operator[](PrincipalIx i) const { return principals[i.value]; }
  const Resource& operator[](ResourceIx i) const { return resources[i.value]; }
  const Membership& operator[](MembershipIx i) const { return memberships[i.value]; }
  const Grant& operator[](GrantIx i) const { return grants[i.value]; }
  const Lineage& operator[](LineageIx i) const { return lineages[i.value]; }

  // Stable keys across snapshots: join_key({source, section or kind, native key}).
  std::string subject_key(IdentityIx i) const;   // source, "identity", key
  std::string subject_key(PrincipalIx i) const;  // source, "principal", key
  std::string resource_key(ResourceIx i) const;  // source, "resource", key
};

// Rows that sync derives and the store keeps with the snapshot. References are (run, ordinal) of the observed
// rows.
struct FactRef {
  RunNo run = 0;
  Ordinal ordinal = 0;
  bool operator==(const FactRef&) const = default;
  auto operator<=>(const FactRef&) const = default;
};

struct DerivedOwner {
  FactRef principal;  // section account or principal: `is_account` tells which
  bool is_account = true;
  OwnerState state = OwnerState::uncorrelated;
  std::optional<FactRef> identity;
  std::string rule;
  int confidence = 0;
  bool operator==(const DerivedOwner&) const = default;
};

struct DerivedBinding {  // every holder of `member` holds `container`; both are principals, usually of two
                         // sources
  FactRef member;
  bool member_is_account = false;
  FactRef container;
  bool container_is_account = false;
  bool assumable = false;
  std::string rule;
  bool operator==(const DerivedBinding&) const = default;
};

struct DerivedClassification {
  FactRef resource;
  std::vector<std::string> categories;  // sorted; empty = decided none
  std::string rule;
  bool operator==(const DerivedClassification&) const = default;
};

struct DerivedRun {
  std::vector<DerivedOwner> owners;
  std::vector<DerivedBinding> bindings;
  std::vector<DerivedClassification> classifications;  // resources that are not listed are undecided
  bool operator==(const DerivedRun&) const = default;
};

// SHA-256 over the derived rows in the order of their references; independent of the order in which they
// stand.
Digest derived_digest(const DerivedRun& derived, const std::vector<SyncRun>& runs);

}  // namespace reeve
