// Which rows of the privilege tables count for whom. Pure.
//
// - The row of an account gives the global privileges. Rows below that level are looked up by user name and
//   by where the client comes from, so that rows written for `bob@%` also count for `bob@localhost`.
// - For one database, one row of the account's user name (or of the user without a name) counts: the one with
//   the narrowest host, then with the narrowest pattern. For one table or routine likewise, by the host
//   alone. What other rows give is not effective; revoking the one that counts can put another in its place.
// - A role has the rows of all roles granted to it. Rows with the same pattern add up, and again only the
//   narrowest pattern counts. So a role may lack what a role that it was granted has. Where it has no row,
//   one for the user without a name at `%` counts for the role, and so it does for PUBLIC where there is such
//   a role: for everybody.
// - An account has the rights of its own rows, of the role that it acts as, and of PUBLIC.
#pragma once

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "connectors/mariadb/mariadb_catalogue.h"
#include "connectors/mariadb/mariadb_patterns.h"

namespace reeve::mariadb {

using TableName = std::pair<std::string, std::string>;                  // database, table
using ColumnName = std::tuple<std::string, std::string, std::string>;   // database, table, column
using RoutineName = std::tuple<std::string, std::string, std::string>;  // database, type, routine

// What counts for one grantee, level by level.
struct Holdings {
  Privileges global = 0;
  std::map<std::string, Privileges> databases;
  std::map<TableName, Privileges> tables;
  std::map<ColumnName, Privileges> columns;
  std::map<RoutineName, Privileges> routines;
  bool operator==(const Holdings&) const = default;

  void add(const Holdings& other);
};

// A row that matches a database and does not count for the account, and gives something that no row gives
// that does.
struct Shadowed {
  Grantee account;
  std::string database;
  std::string pattern;
  Privileges privileges = 0;
};

// What a role has on a database. Not inheritable: whoever was granted the role may have a narrower pattern.
struct RoleHolding {
  std::string role;
  std::string database;
  Privileges privileges = 0;
  bool inheritable = true;
};

// A role that an account may assume because another account of its user was granted it, whose host lets the
// account's clients in too. With the role it then has that account's global privileges.
struct BorrowedRole {
  Grantee account;
  std::string role;
  Grantee from;
  Privileges global = 0;  // which the account does not have itself
};

// Refers to the catalogue, which must outlive it.
class Rights {
 public:
  explicit Rights(const Catalogue& catalogue);

  // Of the account's own rows, wherever its clients come from.
  Holdings of_account(const Account& account) const;
  // The account whose rights a view or routine of this definer has: without its roles, and as from the host
  // in the definer's name. That account need not have that host: where there is none, one with a wildcard
  // will do. nullptr where there is none at all.
  const Account* definer(const Grantee& name) const;
  // Of a role, without what it hands on by inheritance.
  Holdings of_definer(const Grantee& name) const;
  // Of the role's own rows, without its databases. PUBLIC is a role.
  Holdings of_role(const Account& role) const;
  // For all roles and PUBLIC, inherited rows worked in.
  const std::vector<RoleHolding>& role_databases() const { return role_databases_; }

  // Of a user who has the role's name and comes from anywhere: what counts for the role alone on routines for
  // which it has no row.
  std::map<RoutineName, Privileges> routines_of_namesake(const std::string& role) const;

  std::vector<Shadowed> shadowed() const;
  std::vector<BorrowedRole> borrowed_roles() const;
  // Where clients come from that are taken for this account.
  std::vector<Origin> origins_of(const Account& account) const;
  // The role and all that were granted to it.
  std::set<std::string> with_granted(const std::string& role) const;

 private:
  template <class Row>
  using ByUser = std::map<std::string, std::vector<const Row*>>;
  using DatabaseRows = std::vector<const DatabaseGrant*>;

  Holdings from(const std::string& user, const Origin& origin) const;
  const Account* taken_for(const std::string& user, const Origin& origin) const;
  DatabaseRows matching(const std::string& user, const Origin& origin, const std::string& database) const;
  DatabaseRows matching_roles(const std::set<std::string>& roles, const std::string& database) const;
  void settle_role(const std::string& role, const std::string& database);
  Privileges without_own_row(const std::string& role, const std::string& database) const;
  bool counts_for_all(const std::string& pattern, const std::string& role, const std::string& database) const;

  const Catalogue& catalogue_;
  ByUser<DatabaseGrant> databases_by_user_;
  ByUser<TableGrant> tables_by_user_;
  ByUser<ColumnGrant> columns_by_user_;
  ByUser<RoutineGrant> routines_by_user_;
  std::map<std::string, std::set<std::string>> granted_to_;  // by role: with_granted
  std::map<std::string, std::set<std::string>> held_by_;     // by role: roles that have it, itself among them
  std::vector<RoleHolding> role_databases_;
};

// The rows among those that match whose pattern is the narrowest: one, or several that the server does not
// tell apart.
std::vector<const DatabaseGrant*> deciding(std::vector<const DatabaseGrant*> matching);

}  // namespace reeve::mariadb
