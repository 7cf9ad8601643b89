// From rows to facts: principals, memberships, resources. Pure: no server, no I/O.
//
// Native keys. An account is `user@host`, a role its name, PUBLIC is `PUBLIC` (no role can be called so). The
// server is `*`; below it stand `database`, `database.table`, `database.table.column`,
// `database.procedure:name`. A part stands bare where it consists of letters, digits, _ and $ (in users and
// hosts also . - % : /), else in double quotes with quotes inside doubled. What rows name and does not exist,
// such as databases by a pattern, is `like:PATTERN` or stands at its place with the label `absent`.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/mapped.h"
#include "connectors/mariadb/mariadb_rights.h"
#include "engine/model/facts.h"
#include "engine/model/sync_run.h"

namespace reeve::mariadb {

inline constexpr std::string_view kServerKey = "*";

std::string key_part(std::string_view name);
std::string key_of(const Grantee& grantee);
std::string key_of_database(std::string_view database);
std::string key_of(const TableName& table);
std::string key_of(const TableName& table, std::string_view column);
std::string key_of_routine(const RoutineName& routine);  // database, type, name
std::string key_of_pattern(std::string_view pattern);
// The account whose rights views and routines of this definer use. An account of its own where they differ
// from what the account can do itself.
std::string key_of_definer(const Grantee& definer);

// The role together with the global privileges of the account that was granted it.
std::string key_of_borrowed(const BorrowedRole& borrowed);

// Columns of those tables that rights and views name, and which columns these have: by name in lower case.
using KnownColumns = std::map<TableName, std::map<std::string, std::string>>;

// Accounts; and roles, PUBLIC and definers, which are the other principals.
Mapped accounts_of(const Catalogue& catalogue);
std::vector<Fact> other_principals_of(const Catalogue& catalogue, const Rights& rights);
// Accounts that stand as definers and can do as such something else than when they sign in.
std::set<Grantee> separate_definers(const Catalogue& catalogue, const Rights& rights);

// Role grants, proxies, and roles that are definers. A role is assumable by an account, and inherited where
// it is its default role.
Mapped memberships_of(const Catalogue& catalogue, const Rights& rights);

// All but columns.
std::vector<Fact> resources_of(const Catalogue& catalogue, const Rights& rights, const Placement& placement);
ResourceFact resource_of(const Column& column, const Placement& placement);
// Places that rows name and that do not exist.
std::vector<Fact> absent_resources(const Catalogue& catalogue, const KnownColumns& columns,
                                   const Placement& placement);

// Whether the plugin can tell the server to take the account for another one (PROXY).
bool can_act_for_others(std::string_view plugin);

// The tables and routines that exist.
struct Existing {
  explicit Existing(const Catalogue& catalogue);
  std::set<std::string> databases;
  std::set<TableName> tables;
  std::map<RoutineName, std::string> routines;  // by name in lower case: the name as it was given
};

}  // namespace reeve::mariadb
