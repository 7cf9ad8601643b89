#include "connectors/postgresql/postgresql_grants.h"

#include <algorithm>
#include <array>
#include <set>

#include "connectors/postgresql/postgresql_routines.h"
#include "engine/core/text.h"

namespace reeve::postgresql {
namespace {

constexpr std::array<std::string_view, 4> kColumnPrivileges{"SELECT", "INSERT", "UPDATE", "REFERENCES"};
constexpr std::array<std::string_view, 4> kWritesOfTables{"INSERT", "UPDATE", "DELETE", "TRUNCATE"};
constexpr std::array<std::string_view, 3> kWritesOfPredefinedRole{"INSERT", "UPDATE", "DELETE"};

template <std::size_t Size>
bool is_one_of(const std::array<std::string_view, Size>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

// An object whose ACL is turned into grants.
struct Target {
  std::string key;
  Oid owner = 0;
  const Acl* acl = nullptr;
  std::vector<std::string> privileges;  // those of the owner; other entries of the ACL are left out
  bool has_owner = true;                // false: a column, whose owner's rights come from its table
  bool is_protected = false;
  bool covers_columns = false;
};

// nullopt for an OID that no role has.
std::optional<std::string> grantee_key(const Catalogue& catalogue, Oid oid) {
  if (oid == kPublicOid) return std::string{kPublicKey};
  const Role* const role = catalogue.role(oid);
  return role == nullptr ? std::nullopt : std::optional{role->name};
}

GrantFact grant_of(const Catalogue& catalogue, const Target& target, std::string_view privilege,
                   Oid grantor) {
  return {.resource_key = target.key,
          .privilege = std::string{privilege},
          .action = action_of(privilege),
          .covers_descendants = target.covers_columns && is_one_of(kColumnPrivileges, privilege),
          .grantor_key = grantee_key(catalogue, grantor).value_or("")};
}

bool withholds(const Target& target, std::string_view privilege) {
  return target.is_protected && is_one_of(kWritesOfTables, privilege);
}

bool is_own_entry(const Target& target, const AclEntry& entry) {
  return target.has_owner && entry.grantee == target.owner && entry.grantor == target.owner;
}

void add(Mapped& out, GrantFact grant, const std::optional<std::string>& principal, Oid oid) {
  grant.principal_key = principal.value_or("OID " + std::to_string(oid));
  if (principal) {
    out.facts.emplace_back(std::move(grant));
  } else {
    out.rejects.push_back({Section::grant, "ACL of " + printable_utf8(grant.resource_key),
                           natural_key(Fact{grant}), "no role has the OID " + std::to_string(oid)});
  }
}

void add_ownership(const Catalogue& catalogue, const Target& target, Mapped& out) {
  for (const std::string& privilege : target.privileges) {
    GrantFact grant = grant_of(catalogue, target, privilege, target.owner);
    grant.kind = GrantKind::ownership;
    grant.grant_option = true;
    grant.option_only =
        withholds(target, privilege) || std::ranges::none_of(target.acl->entries, [&](const AclEntry& entry) {
          return is_own_entry(target, entry) && entry.privilege == privilege;
        });
    add(out, std::move(grant), grantee_key(catalogue, target.owner), target.owner);
  }
}

Mapped grants_on(const Catalogue& catalogue, const Target& target) {
  Mapped out;
  if (target.has_owner) add_ownership(catalogue, target, out);
  for (const AclEntry& entry : target.acl->entries) {
    if (is_own_entry(target, entry)) continue;
    if (std::ranges::find(target.privileges, entry.privilege) == target.privileges.end()) continue;
    if (withholds(target, entry.privilege) && !entry.grantable) continue;
    GrantFact grant = grant_of(catalogue, target, entry.privilege, entry.grantor);
    grant.kind = target.acl->is_default ? GrantKind::built_in : GrantKind::acl;
    grant.grant_option = entry.grantable;
    grant.option_only = withholds(target, entry.privilege);
    add(out, std::move(grant), grantee_key(catalogue, entry.grantee), entry.grantee);
  }
  return out;
}

GrantFact implied(const std::string& principal, const std::string& resource, std::string_view privilege,
                  GrantKind kind, bool covers) {
  return {.principal_key = principal,
          .resource_key = resource,
          .privilege = std::string{privilege},
          .action = action_of(privilege),
          .covers_descendants = covers,
          .kind = kind};
}

void add_schema_usage(const Catalogue& catalogue, const std::string& role, GrantKind kind,
                      std::vector<GrantFact>& out) {
  for (const Schema& schema : catalogue.schemas()) {
    out.push_back(implied(role, key_of(catalogue, schema), "USAGE", kind, false));
  }
}

// Everywhere but in the server's own tables, so a schema that holds some is named relation by relation.
void add_writes_everywhere(const Catalogue& catalogue, const std::string& role, std::vector<GrantFact>& out) {
  std::set<Oid> mixed;
  for (const Relation& relation : catalogue.relations()) {
    if (relation.is_protected()) mixed.insert(relation.schema);
  }
  for (const std::string_view privilege : kWritesOfPredefinedRole) {
    for (const Schema& schema : catalogue.schemas()) {
      if (mixed.contains(schema.oid)) continue;
      out.push_back(implied(role, key_of(catalogue, schema), privilege, GrantKind::built_in, true));
    }
    for (const Relation& relation : catalogue.relations()) {
      if (!mixed.contains(relation.schema) || relation.is_protected()) continue;
      out.push_back(implied(role, key_of(catalogue, relation), privilege, GrantKind::built_in,
                            is_one_of(kColumnPrivileges, privilege)));
    }
  }
}

}  // namespace

Action action_of(std::string_view privilege) {
  if (privilege == "SELECT") return Action::read;
  if (privilege == "INSERT") return Action::create;
  if (privilege == "UPDATE") return Action::write;
  if (privilege == "DELETE" || privilege == "TRUNCATE") return Action::remove;
  if (privilege == "EXECUTE") return Action::execute;
  if (privilege == "TRIGGER") return Action::administer;
  return Action::other;
}

Mapped grants_on_database(const Catalogue& catalogue) {
  const Database& database = catalogue.database;
  return grants_on(
      catalogue,
      Target{
          .key = key_of(database), .owner = database.owner, .acl = &database.acl, .privileges = {"CONNECT"}});
}

Mapped grants_on(const Catalogue& catalogue, const Schema& schema) {
  return grants_on(catalogue, Target{.key = key_of(catalogue, schema),
                                     .owner = schema.owner,
                                     .acl = &schema.acl,
                                     .privileges = {"USAGE"}});
}

Mapped grants_on(const Catalogue& catalogue, const Relation& relation) {
  return grants_on(catalogue, Target{.key = key_of(catalogue, relation),
                                     .owner = relation.owner,
                                     .acl = &relation.acl,
                                     .privileges = catalogue.server.table_privileges,
                                     .is_protected = relation.is_protected(),
                                     .covers_columns = true});
}

Mapped grants_on(const Catalogue& catalogue, const Relation& relation, const Column& column) {
  return grants_on(catalogue, Target{.key = key_of(catalogue, relation, column),
                                     .acl = &column.acl,
                                     .privileges = {kColumnPrivileges.begin(), kColumnPrivileges.end()},
                                     .has_owner = false});
}

Mapped grants_on(const Catalogue& catalogue, const Routine& routine) {
  return grants_on(catalogue, Target{.key = key_of(catalogue, routine),
                                     .owner = routine.owner,
                                     .acl = &routine.acl,
                                     .privileges = {"EXECUTE"}});
}

std::vector<GrantFact> grants_of_superusers(const Catalogue& catalogue) {
  std::vector<GrantFact> grants;
  const std::string database = key_of(catalogue.database);
  for (const Role& role : catalogue.roles()) {
    if (!role.superuser) continue;
    grants.push_back(implied(role.name, database, "CONNECT", GrantKind::superuser, false));
    add_schema_usage(catalogue, role.name, GrantKind::superuser, grants);
    for (const std::string& privilege : catalogue.server.table_privileges) {
      grants.push_back(implied(role.name, database, privilege, GrantKind::superuser, true));
    }
    for (const Routine& routine : catalogue.routines()) {
      grants.push_back(
          implied(role.name, key_of(catalogue, routine), "EXECUTE", GrantKind::superuser, false));
    }
  }
  for (GrantFact& grant : grants) {
    grant.personal = true;
    grant.grant_option = true;
  }
  return grants;
}

std::vector<GrantFact> grants_of_predefined_roles(const Catalogue& catalogue) {
  std::vector<GrantFact> grants;
  if (const Role* const reader = catalogue.role("pg_read_all_data")) {
    grants.push_back(implied(reader->name, key_of(catalogue.database), "SELECT", GrantKind::built_in, true));
    add_schema_usage(catalogue, reader->name, GrantKind::built_in, grants);
  }
  if (const Role* const writer = catalogue.role("pg_write_all_data")) {
    add_schema_usage(catalogue, writer->name, GrantKind::built_in, grants);
    add_writes_everywhere(catalogue, writer->name, grants);
  }
  return grants;
}

}  // namespace reeve::postgresql
