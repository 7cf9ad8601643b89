// What PostgreSQL's catalogues say, as plain values. Objects are named by OID here: role names in ACL texts
// are ambiguous (a role may be called `16384`), and OIDs are what the server itself compares.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/core/time.h"

namespace reeve::postgresql {

using Oid = std::uint32_t;

inline constexpr Oid kPublicOid = 0;  // the grantee PUBLIC
// Relations below this OID are the server's own; only superusers may write them, whatever their ACL says.
inline constexpr Oid kFirstUnprotectedOid = 12000;

struct AclEntry {
  Oid grantee = kPublicOid;
  Oid grantor = 0;
  std::string privilege;
  bool grantable = false;
  bool operator==(const AclEntry&) const = default;
};

// `is_default`: the catalogue holds NULL, and the entries are what PostgreSQL takes instead.
struct Acl {
  bool is_default = false;
  std::vector<AclEntry> entries;
  bool operator==(const Acl&) const = default;
};

struct Server {
  std::string version;  // "15.4"
  int major = 0;
  std::string database;
  std::string user;
  bool superuser = false;  // of `user`
  std::vector<std::string> table_privileges;
  // pg_auth_members says per membership whether it is inherited and assumable.
  bool has_membership_options() const { return major >= 16; }
};

struct Role {
  Oid oid = 0;
  std::string name;
  bool can_login = false;
  bool inherits = false;
  bool superuser = false;
  bool bypass_rls = false;
  bool create_role = false;
  bool replication = false;
  int connection_limit = -1;
  MaybeTime valid_until;
};

struct RoleMembership {
  Oid role = 0;
  Oid member = 0;
  Oid grantor = 0;
  bool administer = false;
  bool inherited = false;  // since 16; before, the member's own INHERIT decides
  bool assumable = true;
};

struct Database {
  Oid oid = 0;
  std::string name;
  Oid owner = 0;
  Acl acl;
};

struct Schema {
  Oid oid = 0;
  std::string name;
  Oid owner = 0;
  Acl acl;
  bool is_system() const { return name == "pg_catalog" || name == "information_schema"; }
};

// pg_class.relkind of what is read.
enum class RelationKind : char {
  table = 'r',
  partitioned_table = 'p',
  foreign_table = 'f',
  view = 'v',
  materialized_view = 'm',
};

struct Relation {
  Oid oid = 0;
  Oid schema = 0;
  std::string name;
  RelationKind kind = RelationKind::table;
  Oid owner = 0;
  Acl acl;
  bool row_security = false;
  bool row_security_forced = false;
  bool security_invoker = false;
  bool is_protected() const { return oid < kFirstUnprotectedOid && kind != RelationKind::view; }
};

struct Column {
  Oid relation = 0;
  int number = 0;  // negative: a system column such as ctid
  std::string name;
  Acl acl;                  // a column without an ACL of its own has no entries
  bool is_recorded = true;  // false: a column of a system schema without an ACL, which is left out
};

struct ColumnName {
  Oid relation = 0;
  int number = 0;
  bool operator==(const ColumnName&) const = default;
};

struct ViewDefinition {
  Oid view = 0;
  std::string tree;                         // pg_rewrite.ev_action
  std::vector<ColumnName> depends_on = {};  // what pg_depend says about it
};

// What a stored query reads of one relation.
struct ViewRead {
  Oid relation = 0;
  bool whole_row = false;    // every column is needed
  std::vector<int> columns;  // sorted; none and no whole row: the table is read without naming a column
  bool operator==(const ViewRead&) const = default;
};

// A function, procedure or aggregate.
struct Routine {
  Oid oid = 0;
  Oid schema = 0;
  std::string name;
  std::string arguments;  // their types, "integer, text"
  bool is_procedure = false;
  Oid owner = 0;
  Acl acl;
  bool definer = false;           // SECURITY DEFINER
  bool trusted_language = false;  // its language can reach nothing but what SQL lets the role reach
  std::string extension;          // that it belongs to; empty = none
  std::optional<std::vector<ViewRead>> reads = std::nullopt;  // of a definer; nullopt = not known
};

// A table whose rows are read through another: a partition, or a child by inheritance.
struct Inheritance {
  Oid parent = 0;
  Oid child = 0;
};

// Everything read so far that facts refer to by OID.
class Catalogue {
 public:
  Server server;
  Database database;

  void add(Role role);
  void add(Schema schema);
  void add(Relation relation);
  void add(Routine routine);

  const std::vector<Role>& roles() const { return roles_; }
  const std::vector<Schema>& schemas() const { return schemas_; }
  const std::vector<Relation>& relations() const { return relations_; }
  const std::vector<Routine>& routines() const { return routines_; }
  // nullptr where there is none.
  const Role* role(Oid oid) const;
  const Role* role(std::string_view name) const;
  const Schema* schema(Oid oid) const;
  const Relation* relation(Oid oid) const;
  const Routine* routine(Oid oid) const;

 private:
  std::vector<Role> roles_;
  std::vector<Schema> schemas_;
  std::vector<Relation> relations_;
  std::vector<Routine> routines_;
  std::unordered_map<Oid, std::size_t> role_by_oid_, schema_by_oid_, relation_by_oid_, routine_by_oid_;
};

}  // namespace reeve::postgresql
