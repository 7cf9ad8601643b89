#include "connectors/mariadb/mariadb_grants.h"

#include <algorithm>

#include "engine/core/text.h"

namespace reeve::mariadb {
namespace {

constexpr Privileges bits(std::initializer_list<int> places) {
  Privileges all = 0;
  for (const int place : places) all |= Privileges{1} << place;
  return all;
}

constexpr Privileges kDrop = bits({5});
constexpr Privileges kDeleteHistory = bits({29});
// SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, REFERENCES, INDEX, ALTER, CREATE VIEW, SHOW VIEW, TRIGGER and
// DELETE HISTORY reach tables; EXECUTE, ALTER ROUTINE and SHOW CREATE ROUTINE reach routines.
constexpr Privileges kOnTables = bits({0, 1, 2, 3, 4, 5, 11, 12, 13, 21, 22, 27, 29});
constexpr Privileges kOnRoutines = bits({18, 24, 39});
// Beside these, what concerns a database: CREATE TEMPORARY TABLES, LOCK TABLES, CREATE ROUTINE, EVENT.
constexpr Privileges kOnDatabases = kOnTables | kOnRoutines | bits({16, 17, 23, 26});

// What reads, changes or destroys rows, or changes what runs on them. The rest (CREATE, INDEX, SHOW VIEW ...)
// tells of tables and makes new ones, and stands where it was granted.
constexpr Privileges kReachRows = bits({0, 1, 2, 3, 5, 13, 18, 24, 27, 29});

class Writer {
 public:
  Writer(const Catalogue& catalogue, const Rights& rights, const KnownColumns& columns)
      : catalogue_{catalogue}, rights_{rights}, columns_{columns}, existing_{catalogue} {}

  Mapped write() {
    for (const Account& account : catalogue_.accounts) {
      if (account.is_role) {
        write(key_of(account.name), rights_.of_role(account));
        write_routines(key_of(account.name), {.routines = rights_.routines_of_namesake(account.name.user)},
                       !account.name.is_public());
      } else if (!account.name.is_role()) {
        Holdings holdings = rights_.of_account(account);
        add_default_role(account, holdings);
        write(key_of(account.name), holdings);
      }
    }
    write_databases_of_roles();
    for (const Grantee& definer : separate_definers(catalogue_, rights_)) {
      write(key_of_definer(definer), rights_.of_definer(definer));
    }
    write_borrowed_roles();
    write_rows_of_patterns();
    return std::move(out_);
  }

 private:
  // What on a database belongs to the default role alone is not inherited from it, yet the account has it.
  void add_default_role(const Account& account, Holdings& holdings) const {
    const bool granted = std::ranges::any_of(catalogue_.role_grants, [&](const RoleGrant& grant) {
      return grant.member == account.name && grant.role == account.default_role;
    });
    if (!granted) return;
    for (const auto& [routine, privileges] : rights_.routines_of_namesake(account.default_role)) {
      holdings.routines[routine] |= privileges;
    }
    for (const RoleHolding& held : rights_.role_databases()) {
      if (held.role == account.default_role && !held.inheritable) {
        holdings.databases[held.database] |= held.privileges;
      }
    }
  }

  static Privileges from_database(const Holdings& holdings, const std::string& database) {
    const auto found = holdings.databases.find(database);
    return holdings.global | (found == holdings.databases.end() ? 0 : found->second);
  }

  void write(const std::string& principal, const Holdings& holdings) {
    write({principal, std::string{kServerKey}, kReachRows}, holdings.global, 0);
    for (const auto& [database, privileges] : holdings.databases) {
      write({principal, key_of_database(database), kReachRows}, privileges, holdings.global);
    }
    for (const auto& [table, privileges] : holdings.tables) {
      write({principal, key_of(table), kColumnLevel}, privileges,
            from_database(holdings, table.first) & (kOnTables | kGrantOption));
    }
    for (const auto& [column, privileges] : holdings.columns) {
      const auto& [database, table, name] = column;
      const auto found = holdings.tables.find({database, table});
      const Privileges above =
          from_database(holdings, database) | (found == holdings.tables.end() ? 0 : found->second);
      write({principal, key_of({database, table}, name_of({database, table}, name)), 0}, privileges, above);
    }
    write_routines(principal, holdings, false);
  }

  void write_routines(const std::string& principal, const Holdings& holdings, bool personal) {
    for (const auto& [routine, privileges] : holdings.routines) {
      const auto& [database, type, name] = routine;
      const auto known = existing_.routines.find(routine);
      const std::string& shown = known == existing_.routines.end() ? name : known->second;
      write({principal, key_of_routine({database, type, shown}), 0, personal}, privileges,
            from_database(holdings, database) & (kOnRoutines | kGrantOption));
    }
  }

  const std::string& name_of(const TableName& table, const std::string& column) const {
    const auto known = columns_.find(table);
    if (known == columns_.end()) return column;
    const auto found = known->second.find(column);
    return found == known->second.end() ? column : found->second;
  }

  void write_databases_of_roles() {
    for (const RoleHolding& held : rights_.role_databases()) {
      const Account* const role = catalogue_.account({held.role, ""});
      write({key_of(role->name), key_of_database(held.database), kReachRows, !held.inheritable},
            held.privileges, role->global);
    }
  }

  void write_borrowed_roles() {
    std::set<std::string> written;
    for (const BorrowedRole& borrowed : rights_.borrowed_roles()) {
      const std::string key = key_of_borrowed(borrowed);
      if (borrowed.global == 0 || !written.insert(key).second) continue;
      write(key, Holdings{.global = catalogue_.account(borrowed.from)->global});
    }
  }

  void write_rows_of_patterns() {
    for (const DatabaseGrant& row : catalogue_.database_grants) {
      if (!has_wildcards(row.pattern) && existing_.databases.contains(without_escapes(row.pattern))) continue;
      if (catalogue_.account(row.grantee) != nullptr) {
        write({key_of(row.grantee), key_of_pattern(row.pattern), 0}, row.privileges, 0);
      } else {
        out_.rejects.push_back({Section::grant, "mysql.db",
                                join_key({key_of(row.grantee), key_of_pattern(row.pattern)}),
                                "there is no account `" + printable_utf8(key_of(row.grantee)) + "`"});
      }
    }
  }

  struct Place {
    std::string principal;
    std::string resource;
    Privileges covering = 0;  // those that hold on everything below, too
    bool personal = false;
  };

  // `above`: what the grantee has from a level above, and with it the grant option there.
  void write(const Place& place, Privileges privileges, Privileges above) {
    const bool option_here = (privileges & kGrantOption) != 0;
    const bool option = option_here || (above & kGrantOption) != 0;
    const Privileges held = privileges & ~kGrantOption;
    for (const PrivilegeName& name : privilege_names()) {
      if ((held & name.bit) != 0) {
        add(place, name, option, false);
      } else if (option_here && (above & name.bit) != 0 && (above & kGrantOption) == 0 &&
                 (kOnDatabases & name.bit) != 0) {
        add(place, name, true, true);
      }
    }
    if (option_here && held == 0 && (above & ~kGrantOption) == 0) {
      add(place, {kGrantOption, "GRANT OPTION"}, true, false);
    }
  }

  void add(const Place& place, const PrivilegeName& name, bool option, bool option_only) {
    out_.facts.emplace_back(GrantFact{.principal_key = place.principal,
                                      .resource_key = place.resource,
                                      .privilege = std::string{name.name},
                                      .action = action_of(name.bit),
                                      .grant_option = option,
                                      .option_only = option_only,
                                      .covers_descendants = (place.covering & name.bit) != 0,
                                      .personal = place.personal});
  }

  const Catalogue& catalogue_;
  const Rights& rights_;
  const KnownColumns& columns_;
  Existing existing_;
  Mapped out_;
};

}  // namespace

Action action_of(Privileges bit) {
  if (bit == kSelect) return Action::read;
  if (bit == kInsert) return Action::create;
  if (bit == kUpdate) return Action::write;
  if (bit == kDelete || bit == kDrop || bit == kDeleteHistory) return Action::remove;
  if (bit == kExecute) return Action::execute;
  constexpr Privileges kNames = bits({11, 12, 14, 20, 22, 38, 39});  // show or index, nothing more
  return (bit & kNames) != 0 ? Action::other : Action::administer;
}

Mapped grants_of(const Catalogue& catalogue, const Rights& rights, const KnownColumns& columns) {
  return Writer{catalogue, rights, columns}.write();
}

}  // namespace reeve::mariadb
