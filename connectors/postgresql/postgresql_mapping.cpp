#include "connectors/postgresql/postgresql_mapping.h"

#include <algorithm>
#include <optional>
#include <set>

#include "engine/core/text.h"

namespace reeve::postgresql {
namespace {

constexpr std::string_view kDatabaseOwnerRole = "pg_database_owner";
constexpr int kDatabaseOwnerAlwaysInherits = 16;

bool stands_bare(std::string_view name) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  const auto other = [](char c) { return (c >= '0' && c <= '9') || c == '$'; };
  return !name.empty() && letter(name.front()) &&
         std::ranges::all_of(name, [&](char c) { return letter(c) || other(c); });
}

std::string role_name(const Catalogue& catalogue, Oid oid) {
  const Role* const role = catalogue.role(oid);
  return role == nullptr ? std::string{} : role->name;
}

// The names from the database down.
using Path = std::vector<std::string>;

Path path_of(const Catalogue& catalogue, const Schema& schema) {
  return {catalogue.database.name, schema.name};
}

Path path_of(const Catalogue& catalogue, const Relation& relation) {
  const Schema* const schema = catalogue.schema(relation.schema);
  return {catalogue.database.name, schema == nullptr ? "" : schema->name, relation.name};
}

Path path_of(const Catalogue& catalogue, const Relation& relation, const Column& column) {
  Path path = path_of(catalogue, relation);
  path.push_back(column.name);
  return path;
}

std::string key_of(const Path& path) {
  std::string key;
  for (const std::string& name : path) key += (key.empty() ? "" : ".") + key_part(name);
  return key;
}

ResourceFact resource_at(const Path& path, std::string second_key, ResourceKind kind,
                         const Placement& placement) {
  ResourceFact resource;
  resource.key = key_of(path);
  resource.second_key = std::move(second_key);
  if (path.size() > 1) resource.parent_key = key_of(Path{path.begin(), path.end() - 1});
  resource.display_name = printable_utf8(join(path, "."));
  resource.kind = kind;
  resource.region = placement.region;
  resource.environment = placement.environment;
  return resource;
}

// Roles that reach more than their grants say. They stand with the database because that is what they reach.
std::vector<std::string> labels_of_roles(const Catalogue& catalogue) {
  std::vector<std::string> labels;
  for (const Role& role : catalogue.roles()) {
    const std::string name = printable_utf8(role.name);
    if (role.bypass_rls) labels.push_back("bypass_rls:" + name);
    if (role.create_role) labels.push_back("create_role:" + name);
    if (role.replication) labels.push_back("replication:" + name);
  }
  std::ranges::sort(labels);
  labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
  return labels;
}

std::vector<std::string> labels_of(const Relation& relation) {
  std::vector<std::string> labels;
  if (relation.kind == RelationKind::foreign_table) labels.emplace_back("foreign_table");
  if (relation.kind == RelationKind::materialized_view) labels.emplace_back("materialized_view");
  if (relation.kind == RelationKind::partitioned_table) labels.emplace_back("partitioned_table");
  if (relation.row_security) labels.emplace_back("row_security");
  if (relation.row_security_forced) labels.emplace_back("row_security_forced");
  if (relation.security_invoker) labels.emplace_back("security_invoker");
  return labels;
}

bool is_view(const Relation& relation) {
  return relation.kind == RelationKind::view || relation.kind == RelationKind::materialized_view;
}

// The database's owner is a member of pg_database_owner without a row that says so.
std::optional<MembershipFact> membership_of_owner(const Catalogue& catalogue) {
  const Role* const owner = catalogue.role(catalogue.database.owner);
  if (owner == nullptr || catalogue.role(kDatabaseOwnerRole) == nullptr) return std::nullopt;
  const bool inherited = owner->inherits || catalogue.server.major >= kDatabaseOwnerAlwaysInherits;
  return MembershipFact{.member_key = owner->name,
                        .container_key = std::string{kDatabaseOwnerRole},
                        .inherited = inherited,
                        .assumable = true};
}

std::string oid_text(Oid oid) { return "OID " + std::to_string(oid); }

Reject unknown_relation(const std::string& key, Oid exposed) {
  return {Section::lineage, printable_utf8(key), join_key({key, oid_text(exposed), ""}),
          "it shows the relation with the " + oid_text(exposed) +
              ", which is not read (a sequence, or a TOAST or temporary table)"};
}

// The resources whose SELECT the server asks for. A column that is no resource is asked of its table.
std::set<std::string> exposed_by(const Catalogue& catalogue, const Relation& relation, const ViewRead& read,
                                 const std::map<int, Column>& columns) {
  std::set<std::string> keys;
  const auto add = [&](const Column& column) {
    keys.insert(column.is_recorded ? key_of(catalogue, relation, column) : key_of(catalogue, relation));
  };
  for (const int number : read.columns) {
    const auto found = columns.find(number);
    add(found == columns.end() ? Column{.is_recorded = false} : found->second);
  }
  for (const auto& [number, column] : columns) {
    if (read.whole_row && number > 0) add(column);
  }
  if (keys.empty()) keys.insert(key_of(catalogue, relation));
  return keys;
}

// A materialised view holds a copy; a view reads anew, with its owner's rights unless it says otherwise.
LineageFact lineage_pattern(const Catalogue& catalogue, const Relation& view) {
  LineageFact lineage{.exposing_key = key_of(catalogue, view), .mode = LineageMode::copy};
  if (view.kind != RelationKind::view) return lineage;
  lineage.mode = view.security_invoker ? LineageMode::invoker : LineageMode::definer;
  lineage.privilege = "SELECT";
  if (!view.security_invoker) lineage.reader_key = role_name(catalogue, view.owner);
  return lineage;
}

}  // namespace

std::string key_part(std::string_view name) {
  if (stands_bare(name)) return std::string{name};
  std::string quoted = "\"";
  for (const char c : name) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + "\"";
}

std::string key_of(const Database& database) { return key_part(database.name); }

std::string key_of(const Catalogue& catalogue, const Schema& schema) {
  return key_of(path_of(catalogue, schema));
}

std::string key_of(const Catalogue& catalogue, const Relation& relation) {
  return key_of(path_of(catalogue, relation));
}

std::string key_of(const Catalogue& catalogue, const Relation& relation, const Column& column) {
  return key_of(path_of(catalogue, relation, column));
}

PrincipalFact principal_of(const Role& role) {
  PrincipalFact principal;
  principal.key = role.name;
  principal.second_key = std::to_string(role.oid);
  principal.display_name = printable_utf8(role.name);
  principal.kind = role.can_login ? PrincipalKind::account : PrincipalKind::role;
  if (role.can_login) {
    // The server lets nobody but superusers in over the limit, and here the limit is reached at once.
    const bool shut_out = role.connection_limit == 0 && !role.superuser;
    principal.enabled = tri(!shut_out);
    principal.valid_until = role.valid_until;
  }
  return principal;
}

PrincipalFact everyone() {
  PrincipalFact principal;
  principal.key = kPublicKey;
  principal.display_name = "PUBLIC";
  principal.kind = PrincipalKind::everyone;
  return principal;
}

Mapped memberships_of(const Catalogue& catalogue, std::span<const RoleMembership> rows) {
  Mapped out;
  for (const RoleMembership& row : rows) {
    const Role* const member = catalogue.role(row.member);
    const Role* const role = catalogue.role(row.role);
    MembershipFact membership{.member_key = member == nullptr ? oid_text(row.member) : member->name,
                              .container_key = role == nullptr ? oid_text(row.role) : role->name,
                              .assumable = row.assumable,
                              .administer = row.administer,
                              .grantor_key = role_name(catalogue, row.grantor)};
    if (member == nullptr || role == nullptr) {
      out.rejects.push_back(
          {Section::membership, "pg_auth_members", natural_key(membership),
           "no role has the " + (member == nullptr ? oid_text(row.member) : oid_text(row.role))});
      continue;
    }
    membership.inherited = catalogue.server.has_membership_options() ? row.inherited : member->inherits;
    out.facts.emplace_back(std::move(membership));
  }
  if (const auto owner = membership_of_owner(catalogue)) out.facts.emplace_back(*owner);
  return out;
}

ResourceFact resource_of_database(const Catalogue& catalogue, const Placement& placement) {
  const Database& database = catalogue.database;
  ResourceFact resource =
      resource_at({database.name}, std::to_string(database.oid), ResourceKind::database, placement);
  resource.owner_key = role_name(catalogue, database.owner);
  resource.labels = labels_of_roles(catalogue);
  return resource;
}

ResourceFact resource_of(const Catalogue& catalogue, const Schema& schema, const Placement& placement) {
  ResourceFact resource =
      resource_at(path_of(catalogue, schema), std::to_string(schema.oid), ResourceKind::schema, placement);
  resource.owner_key = role_name(catalogue, schema.owner);
  return resource;
}

ResourceFact resource_of(const Catalogue& catalogue, const Relation& relation, const Placement& placement) {
  ResourceFact resource =
      resource_at(path_of(catalogue, relation), std::to_string(relation.oid),
                  is_view(relation) ? ResourceKind::view : ResourceKind::table, placement);
  resource.owner_key = role_name(catalogue, relation.owner);
  resource.labels = labels_of(relation);
  return resource;
}

ResourceFact resource_of(const Catalogue& catalogue, const Relation& relation, const Column& column,
                         const Placement& placement) {
  ResourceFact resource = resource_at(path_of(catalogue, relation, column),
                                      std::to_string(column.relation) + "." + std::to_string(column.number),
                                      ResourceKind::column, placement);
  resource.owner_key = role_name(catalogue, relation.owner);
  return resource;
}

std::vector<GateFact> gates_of(const Catalogue& catalogue) {
  std::vector<GateFact> gates{{key_of(catalogue.database), "CONNECT", GateCheck::login}};
  for (const Schema& schema : catalogue.schemas()) {
    gates.push_back({key_of(catalogue, schema), "USAGE", GateCheck::acting});
  }
  return gates;
}

Mapped lineage_of_view(const Catalogue& catalogue, const Relation& view, std::span<const ViewRead> reads,
                       const ColumnsByRelation& columns) {
  return lineage_of_reads(catalogue, lineage_pattern(catalogue, view), reads, columns);
}

Mapped lineage_of_reads(const Catalogue& catalogue, const LineageFact& pattern,
                        std::span<const ViewRead> reads, const ColumnsByRelation& columns) {
  static const std::map<int, Column> kNoColumns;
  Mapped out;
  for (const ViewRead& read : reads) {
    const Relation* const relation = catalogue.relation(read.relation);
    if (relation == nullptr) {
      out.rejects.push_back(unknown_relation(pattern.exposing_key, read.relation));
      continue;
    }
    const auto known = columns.find(read.relation);
    for (const std::string& key :
         exposed_by(catalogue, *relation, read, known == columns.end() ? kNoColumns : known->second)) {
      out.facts.emplace_back(pattern);
      std::get<LineageFact>(out.facts.back()).exposed_key = key;
    }
  }
  return out;
}

Mapped lineage_of(const Catalogue& catalogue, const Inheritance& inheritance) {
  Mapped out;
  const Relation* const parent = catalogue.relation(inheritance.parent);
  const Relation* const child = catalogue.relation(inheritance.child);
  if (parent == nullptr) return out;
  if (child == nullptr) {
    out.rejects.push_back(unknown_relation(key_of(catalogue, *parent), inheritance.child));
  } else {
    out.facts.emplace_back(LineageFact{.exposing_key = key_of(catalogue, *parent),
                                       .exposed_key = key_of(catalogue, *child),
                                       .mode = LineageMode::copy});
  }
  return out;
}

}  // namespace reeve::postgresql
