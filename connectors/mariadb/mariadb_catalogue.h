// What MariaDB's privilege tables and schema say, as plain values.
//
// A row of a privilege table names its grantee by user and host. For a role the host is empty, and PUBLIC is
// the role of that name. No user may stand without a host, so the two never meet.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/tri_state.h"

namespace reeve::mariadb {

// Privileges as the server counts them: one bit each, the same on every level.
using Privileges = std::uint64_t;

inline constexpr Privileges kSelect = 1U << 0;
inline constexpr Privileges kInsert = 1U << 1;
inline constexpr Privileges kUpdate = 1U << 2;
inline constexpr Privileges kDelete = 1U << 3;
inline constexpr Privileges kGrantOption = 1U << 10;
inline constexpr Privileges kReferences = 1U << 11;
inline constexpr Privileges kExecute = 1U << 18;
inline constexpr Privileges kColumnLevel = kSelect | kInsert | kUpdate | kReferences;

inline constexpr std::string_view kPublicName = "PUBLIC";

struct Server {
  std::string version;      // "10.11.6-MariaDB"
  std::string account;      // CURRENT_USER() of the reader
  bool folds_case = false;  // names of databases and tables do not tell upper from lower case
  bool resolves_names = true;
  bool shows_all_tables = false;  // to the reader
};

struct Grantee {
  std::string user;
  std::string host;  // empty: a role, or PUBLIC
  bool is_role() const { return host.empty(); }
  bool is_public() const { return host.empty() && user == kPublicName; }
  auto operator<=>(const Grantee&) const = default;
};

struct Account {
  Grantee name;
  bool is_role = false;
  Privileges global = 0;
  std::vector<std::string> plugins;  // any of them lets the account in; none = a password
  TriState locked = TriState::unknown;
  std::string default_role;
};

struct RoleGrant {
  Grantee member;
  std::string role;
  bool administer = false;
};

struct ProxyGrant {
  Grantee member;
  Grantee proxied;
  bool administer = false;
};

struct DatabaseGrant {
  Grantee grantee;
  std::string pattern;  // with % and _ as wildcards, \ before what is none
  Privileges privileges = 0;
};

struct TableGrant {
  Grantee grantee;
  std::string database;
  std::string table;
  Privileges privileges = 0;
};

struct ColumnGrant {
  Grantee grantee;
  std::string database;
  std::string table;
  std::string column;
  Privileges privileges = 0;
};

struct RoutineGrant {
  Grantee grantee;
  std::string database;
  std::string type;  // "PROCEDURE", "FUNCTION", "PACKAGE", "PACKAGE BODY"
  std::string routine;
  Privileges privileges = 0;
};

struct Table {
  std::string database;
  std::string name;
  bool is_view = false;
  std::string kind;  // the server's word: "BASE TABLE", "VIEW", "SEQUENCE" ...
};

struct Column {
  std::string database;
  std::string table;
  std::string name;
};

struct View {
  std::string database;
  std::string name;
  Grantee definer;
  bool with_definers_rights = true;
  std::string definition;  // empty: the reader may not see it
};

struct Routine {
  std::string database;
  std::string type;
  std::string name;
  Grantee definer;
  bool with_definers_rights = true;
  std::string body;
};

struct Catalogue {
  Server server;
  std::vector<Account> accounts;
  std::vector<RoleGrant> role_grants;
  std::vector<ProxyGrant> proxy_grants;
  std::vector<DatabaseGrant> database_grants;
  std::vector<TableGrant> table_grants;
  std::vector<ColumnGrant> column_grants;
  std::vector<RoutineGrant> routine_grants;
  std::vector<std::string> databases;
  std::vector<Table> tables;
  std::vector<View> views;
  std::vector<Routine> routines;

  const Account* account(const Grantee& name) const;  // nullptr where there is none
};

// The server's own databases.
bool is_system_database(std::string_view name);

// "SELECT", "CREATE VIEW" ... with its one bit, in the order of the bits. GRANT OPTION is not among them.
struct PrivilegeName {
  Privileges bit;
  std::string_view name;
};
const std::vector<PrivilegeName>& privilege_names();

}  // namespace reeve::mariadb
