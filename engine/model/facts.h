// Observed facts, as a connector emits them: what a source says, and nothing more.
//
// Keys are native keys of the source: opaque bytes, unique within one section of one source (accounts and
// principals share one key space). Display names stand beside them and are for people only. Texts are UTF-8;
// what a source does not tell is empty, MaybeTime::unknown() or TriState::unknown, never a guess. Times are
// UTC milliseconds.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/core/time.h"
#include "engine/core/tri_state.h"
#include "engine/model/enum_names.h"
#include "engine/model/keys.h"

namespace reeve {

enum class Employment : unsigned char { unknown, employee, contractor, vendor, intern };
enum class IdentityStatus : unsigned char { unknown, active, leave, suspended, left, future };

// A person known to HR or a registry.
struct IdentityFact {
  std::string key;
  std::string display_name;
  Employment employment = Employment::unknown;
  IdentityStatus status = IdentityStatus::unknown;
  std::string job;
  std::string department;
  std::string region;
  std::string manager_key;      // identity key in the same source; empty = none told
  std::string employee_number;  // for correlation
  std::string email;            // for correlation and mail
  MaybeTime start;
  MaybeTime end;  // first moment at which the person no longer works here; never = no end planned
  MaybeTime job_since;
  bool operator==(const IdentityFact&) const = default;
};

enum class PrincipalKind : unsigned char { account, group, role, everyone };  // everyone = PUBLIC
enum class AccountKind : unsigned char { unknown, person, service, shared, machine, break_glass };

// Anything a grant can name. `kind == account` is the account section, everything else the principal section;
// the fields from `account_kind` on are login facts and belong to accounts.
struct PrincipalFact {
  std::string key;
  std::string second_key;  // a second id of the source (OID, SID) so that a re-creation is noticed
  std::string display_name;
  PrincipalKind kind = PrincipalKind::account;
  std::string
      owner_key;  // identity key (any source) or e-mail of the person who answers for it; empty = none told
  bool is_private = false;  // a group whose name must not be shown
  AccountKind account_kind = AccountKind::unknown;
  TriState enabled = TriState::unknown;
  MaybeTime last_sign_in;
  MaybeTime valid_until;        // login ends then
  std::string employee_number;  // what the source itself says about whose account it is, for correlation
  std::string email;
  std::string person_name;
  bool operator==(const PrincipalFact&) const = default;
};

// member -> container. `inherited`: the member has the container's rights at once; `assumable`: it may act as
// the container (SET ROLE); `administer`: it may add members.
struct MembershipFact {
  std::string member_key;
  std::string container_key;
  bool inherited = true;
  bool assumable = false;
  bool administer = false;
  std::string grantor_key;
  MaybeTime granted_at;
  MaybeTime valid_until;
  bool operator==(const MembershipFact&) const = default;
};

enum class ResourceKind : unsigned char {
  system,
  database,
  schema,
  table,
  view,
  column,
  routine,
  application,
  capability,
  report,
  share,
  other,
};

// A thing that can be reached. Resources form a tree by parent_key. Labels are what the source says about the
// content, such as `category:customer_email` or `category:none`.
struct ResourceFact {
  std::string key;
  std::string second_key;
  std::string parent_key;  // empty = a root
  std::string display_name;
  ResourceKind kind = ResourceKind::other;
  std::string owner_key;    // principal key in the same source that owns it technically
  std::string steward_key;  // identity key or e-mail of the data owner, who decides about access
  std::string region;
  std::string environment;          // production, test ...
  std::vector<std::string> labels;  // sorted, unique
  bool operator==(const ResourceFact&) const = default;
};

// How the exposing resource reads the exposed one: definer = with its owner's rights, invoker = with those of
// whoever acts, copy = the content was copied and needs no right on the original, caller = with those of what
// reads it: the owner of the definer view around it, or else whoever acts.
enum class LineageMode : unsigned char { definer, invoker, copy, caller };

// The exposing resource (a view, a definer routine, a copy) shows the content of the exposed one.
struct LineageFact {
  std::string exposing_key;
  std::string exposed_key;
  LineageMode mode = LineageMode::definer;
  std::string reader_key;  // principal whose rights are used under `definer`
  std::string privilege;   // what the reader needs on the exposed resource
  bool operator==(const LineageFact&) const = default;
};

enum class Action : unsigned char { read, write, create, remove, execute, administer, other };
enum class GrantKind : unsigned char { acl, ownership, superuser, built_in };

// A principal holds a privilege on a resource.
struct GrantFact {
  std::string principal_key;
  std::string resource_key;
  std::string privilege;  // the source's word, upper case where the source has no case
  Action action = Action::other;
  bool grant_option = false;
  bool option_only =
      false;  // conveys the grant option but not the right itself (an owner whose right was revoked)
  bool covers_descendants = false;  // holds on everything below the resource too
  bool personal = false;            // not passed on to members by inheritance, only by assuming (superuser)
  GrantKind kind = GrantKind::acl;
  std::string grantor_key;
  MaybeTime granted_at;
  MaybeTime valid_until;
  bool operator==(const GrantFact&) const = default;
};

enum class GateCheck : unsigned char { acting, login };

// Nothing at or below `resource` is usable without `privilege` on it (schema USAGE, database CONNECT). The
// privilege itself is given by ordinary grants. `login`: asked of the account that signed in; `acting`: of
// the role acted as.
struct GateFact {
  std::string resource_key;
  std::string privilege;
  GateCheck check = GateCheck::acting;
  bool operator==(const GateFact&) const = default;
};

enum class UsageAttribution : unsigned char { unknown, person, shared };

// When the principal last used the resource (with the privilege, where told), as far as the log tells: it
// covers observed_from .. observed_to. `last_used` never = the log covers the window and shows no use.
struct UsageFact {
  std::string principal_key;
  std::string resource_key;
  std::string privilege;  // empty = any
  MaybeTime last_used;
  MaybeTime observed_from;
  MaybeTime observed_to;
  UsageAttribution attribution = UsageAttribution::unknown;
  bool operator==(const UsageFact&) const = default;
};

// Somebody approved that the subject holds an entitlement, for a purpose and a time.
struct ApprovalFact {
  std::string request;      // reference of the request
  std::string subject_key;  // identity key, employee number or account key
  std::string target_key;   // resource or principal (group, role) key
  std::string privilege;    // empty = any
  std::string approver_key;
  std::string purpose;
  MaybeTime from;
  MaybeTime until;
  bool operator==(const ApprovalFact&) const = default;
};

using Fact = std::variant<IdentityFact, PrincipalFact, MembershipFact, ResourceFact, LineageFact, GrantFact,
                          GateFact, UsageFact, ApprovalFact>;

Section section_of(const Fact& fact);

// The key that is unique within the section and orders it (join_key of the identifying parts):
//   identity, account, principal, resource: key      membership: member, container, grantor
//   lineage: exposing, exposed, reader               grant: principal, resource, privilege, kind, grantor
//   gate: resource, privilege                        usage: principal, resource, privilege
//   approval: subject, target, privilege, request
std::string natural_key(const Fact& fact);

// What a removal takes away, whoever granted it: member, container; principal, resource, privilege.
// It is a prefix of parts of the natural key.
std::string edge_key(const MembershipFact& membership);
std::string edge_key(const GrantFact& grant);

// The fact as bytes, for digests and staging: one byte section, then every field in declaration order; texts
// and lists length-prefixed (4 bytes, little endian), times as 1 + 8 bytes, enums and bools as 1 byte.
// `decode_fact` is its inverse and throws Error{internal} on bytes that no `encode_fact` wrote.
std::string encode_fact(const Fact& fact);
Fact decode_fact(std::string_view bytes);

REEVE_ENUM_NAMES(Employment, "unknown", "employee", "contractor", "vendor", "intern")
REEVE_ENUM_NAMES(IdentityStatus, "unknown", "active", "leave", "suspended", "left", "future")
REEVE_ENUM_NAMES(PrincipalKind, "account", "group", "role", "public")
REEVE_ENUM_NAMES(AccountKind, "unknown", "person", "service", "shared", "machine", "break_glass")
REEVE_ENUM_NAMES(ResourceKind, "system", "database", "schema", "table", "view", "column", "routine",
                 "application", "capability", "report", "share", "other")
REEVE_ENUM_NAMES(LineageMode, "definer", "invoker", "copy", "caller")
REEVE_ENUM_NAMES(Action, "read", "write", "create", "delete", "execute", "administer", "other")
REEVE_ENUM_NAMES(GrantKind, "acl", "ownership", "superuser", "built_in")
REEVE_ENUM_NAMES(GateCheck, "acting", "login")
REEVE_ENUM_NAMES(UsageAttribution, "unknown", "person", "shared")

}  // namespace reeve
