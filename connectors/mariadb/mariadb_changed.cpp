#include "connectors/mariadb/mariadb_changed.h"

#include <algorithm>

#include "connectors/mariadb/mariadb_grants.h"
#include "connectors/mariadb/mariadb_patterns.h"
#include "engine/core/text.h"

namespace reeve::mariadb {
namespace {

Privileges bit_of(const std::string& privilege) {
  for (const PrivilegeName& name : privilege_names()) {
    if (name.name == privilege) return name.bit;
  }
  return 0;
}

// Takes the bit out of the rows of `grantee` for which `is_place` holds. False: none of them had it. Rows
// with nothing left stay, until `drop_empty_rows`.
template <class Row, class IsPlace>
bool take_from(std::vector<Row>& rows, const std::string& grantee, Privileges bit, const IsPlace& is_place) {
  bool taken = false;
  for (Row& row : rows) {
    if (key_of(row.grantee) != grantee || (row.privileges & bit) == 0 || !is_place(row)) continue;
    row.privileges &= ~bit;
    taken = true;
  }
  return taken;
}

// As the server does. The row of a table stays as long as there is one of a column.
void drop_empty_rows(Catalogue& c) {
  const auto is_empty = [](const auto& row) { return row.privileges == 0; };
  std::erase_if(c.database_grants, is_empty);
  std::erase_if(c.column_grants, is_empty);
  std::erase_if(c.routine_grants, is_empty);
  std::erase_if(c.table_grants, [&](const TableGrant& row) {
    return is_empty(row) && std::ranges::none_of(c.column_grants, [&](const ColumnGrant& column) {
             return column.grantee == row.grantee && column.database == row.database &&
                    column.table == row.table;
           });
  });
}

bool take_global(std::vector<Account>& accounts, const std::string& grantee, Privileges bit) {
  for (Account& account : accounts) {
    if (key_of(account.name) != grantee || (account.global & bit) == 0) continue;
    account.global &= ~bit;
    return true;
  }
  return false;
}

bool take_grant(Catalogue& c, const std::string& grantee, const std::string& place, Privileges bit) {
  if (place == kServerKey) return take_global(c.accounts, grantee, bit);
  return take_from(
             c.database_grants, grantee, bit,
             [&](const DatabaseGrant& row) {
               return key_of_pattern(row.pattern) == place ||
                      (!has_wildcards(row.pattern) && key_of_database(without_escapes(row.pattern)) == place);
             }) ||
         take_from(c.table_grants, grantee, bit,
                   [&](const TableGrant& row) {
                     return key_of(TableName{row.database, row.table}) == place;
                   }) ||
         take_from(c.column_grants, grantee, bit,
                   [&](const ColumnGrant& row) {
                     return lower_ascii(key_of(TableName{row.database, row.table}, row.column)) ==
                            lower_ascii(place);
                   }) ||
         take_from(c.routine_grants, grantee, bit, [&](const RoutineGrant& row) {
           return lower_ascii(key_of_routine({row.database, row.type, row.routine})) == lower_ascii(place);
         });
}

bool take_membership(Catalogue& c, const std::string& member, const std::string& container) {
  const std::size_t roles = std::erase_if(c.role_grants, [&](const RoleGrant& row) {
    return key_of(row.member) == member && key_of(Grantee{row.role, ""}) == container;
  });
  const std::size_t proxies = std::erase_if(c.proxy_grants, [&](const ProxyGrant& row) {
    return key_of(row.member) == member && key_of(row.proxied) == container;
  });
  return roles + proxies > 0;
}

}  // namespace

std::optional<Catalogue> without_edge(Catalogue catalogue, const RemovableEdge& edge) {
  const std::vector<std::string> parts = split_key(edge.edge_key);
  const bool taken = edge.section == Section::membership
                         ? take_membership(catalogue, parts.at(0), parts.at(1))
                         : take_grant(catalogue, parts.at(0), parts.at(1), bit_of(parts.at(2)));
  if (!taken) return std::nullopt;
  drop_empty_rows(catalogue);
  return catalogue;
}

SourceEdges edges_of(const Catalogue& catalogue, const KnownColumns& columns) {
  const Rights rights{catalogue};
  SourceEdges edges;
  for (Fact& fact : memberships_of(catalogue, rights).facts)
    edges.memberships.push_back(std::get<MembershipFact>(std::move(fact)));
  for (Fact& fact : grants_of(catalogue, rights, columns).facts)
    edges.grants.push_back(std::get<GrantFact>(std::move(fact)));
  return edges;
}

}  // namespace reeve::mariadb
