#include "connectors/mariadb/mariadb_rights.h"

#include <algorithm>
#include <utility>

#include "engine/core/text.h"

namespace reeve::mariadb {
namespace {

template <class Key>
void add_to(std::map<Key, Privileges>& all, const std::map<Key, Privileges>& more) {
  for (const auto& [key, privileges] : more) all[key] |= privileges;
}

template <class Row>
std::map<std::string, std::vector<const Row*>> by_user(const std::vector<Row>& rows) {
  std::map<std::string, std::vector<const Row*>> result;
  for (const Row& row : rows) result[row.grantee.user].push_back(&row);
  return result;
}

template <class Row>
const std::vector<const Row*>& rows_of(const std::map<std::string, std::vector<const Row*>>& by_user,
                                       const std::string& user) {
  static const std::vector<const Row*> kNone;
  const auto found = by_user.find(user);
  return found == by_user.end() ? kNone : found->second;
}

// The narrowest host first, then the narrowest pattern, then the row that names a user.
auto place_of(const DatabaseGrant& row) {
  return std::tuple{row.grantee.is_role() ? 0 : breadth(row.grantee.host, kLongestHost),
                    breadth(row.pattern, kLongestDatabase), row.grantee.user.empty()};
}

TableName name_of(const TableGrant& row) { return {row.database, row.table}; }
TableName name_of(const ColumnGrant& row) { return {row.database, row.table}; }
RoutineName name_of(const RoutineGrant& row) { return {row.database, row.type, lower_ascii(row.routine)}; }

// Per name, the row with the narrowest host of those that let the client in.
template <class Name, class Row>
std::map<Name, const Row*> deciding_rows(const std::vector<const Row*>& rows, const Origin& origin) {
  std::map<Name, const Row*> best;
  for (const Row* const row : rows) {
    if (row->grantee.is_role() || !lets_in(row->grantee.host, origin)) continue;
    const Row*& place = best[name_of(*row)];
    if (place == nullptr ||
        breadth(row->grantee.host, kLongestHost) < breadth(place->grantee.host, kLongestHost)) {
      place = row;
    }
  }
  return best;
}

}  // namespace

void Holdings::add(const Holdings& other) {
  global |= other.global;
  add_to(databases, other.databases);
  add_to(tables, other.tables);
  add_to(columns, other.columns);
  add_to(routines, other.routines);
}

std::vector<const DatabaseGrant*> deciding(std::vector<const DatabaseGrant*> matching) {
  if (matching.empty()) return matching;
  const auto narrowest = place_of(
      **std::ranges::min_element(matching, {}, [](const DatabaseGrant* row) { return place_of(*row); }));
  std::erase_if(matching, [&](const DatabaseGrant* row) { return place_of(*row) != narrowest; });
  return matching;
}

Rights::Rights(const Catalogue& catalogue)
    : catalogue_{catalogue},
      databases_by_user_{by_user(catalogue.database_grants)},
      tables_by_user_{by_user(catalogue.table_grants)},
      columns_by_user_{by_user(catalogue.column_grants)},
      routines_by_user_{by_user(catalogue.routine_grants)} {
  std::map<std::string, std::vector<std::string>> direct;
  for (const RoleGrant& grant : catalogue.role_grants) {
    if (grant.member.is_role()) direct[grant.member.user].push_back(grant.role);
  }
  for (const Account& account : catalogue.accounts) {
    if (!account.is_role) continue;
    std::set<std::string>& reached = granted_to_[account.name.user];
    std::vector<std::string> open{account.name.user};
    while (!open.empty()) {
      const std::string role = open.back();
      open.pop_back();
      if (!reached.insert(role).second) continue;
      held_by_[role].insert(account.name.user);
      for (const std::string& next : direct[role]) open.push_back(next);
    }
  }
  for (const auto& [role, granted] : granted_to_) {
    for (const std::string& database : catalogue.databases) settle_role(role, database);
  }
}

Holdings Rights::of_account(const Account& account) const {
  Holdings all{.global = account.global};
  for (const Origin& origin : origins_of(account)) all.add(from(account.name.user, origin));
  return all;
}

const Account* Rights::definer(const Grantee& name) const {
  if (name.is_role()) return catalogue_.account(name);
  const Account* best = nullptr;
  for (const Account& account : catalogue_.accounts) {
    if (account.is_role || account.name.user != name.user ||
        !lets_in(account.name.host, {name.host, name.host})) {
      continue;
    }
    if (best == nullptr ||
        breadth(account.name.host, kLongestHost) < breadth(best->name.host, kLongestHost)) {
      best = &account;
    }
  }
  return best;
}

Holdings Rights::of_definer(const Grantee& name) const {
  const Account* const account = definer(name);
  if (account == nullptr) return {};
  // A role comes from nowhere, and beside its own rights has those of the user without a name from there.
  if (account->is_role) {
    Holdings beside = from("", {});
    for (const RoleHolding& held : role_databases_) {
      if (held.role == name.user && !held.inheritable) beside.databases[held.database] |= held.privileges;
    }
    return beside;
  }
  Holdings all{.global = account->global};
  all.add(from(name.user, {name.host, name.host}));
  return all;
}

Holdings Rights::of_role(const Account& role) const {
  Holdings all{.global = role.global};
  const std::string& name = role.name.user;
  for (const TableGrant* row : rows_of(tables_by_user_, name)) {
    if (row->grantee.is_role()) all.tables[name_of(*row)] |= row->privileges;
  }
  for (const ColumnGrant* row : rows_of(columns_by_user_, name)) {
    if (row->grantee.is_role())
      all.columns[{row->database, row->table, lower_ascii(row->column)}] |= row->privileges;
  }
  for (const RoutineGrant* row : rows_of(routines_by_user_, name)) {
    if (row->grantee.is_role()) all.routines[name_of(*row)] |= row->privileges;
  }
  return all;
}

Holdings Rights::from(const std::string& user, const Origin& origin) const {
  Holdings all;
  for (const std::string& database : catalogue_.databases) {
    for (const DatabaseGrant* row : deciding(matching(user, origin, database))) {
      all.databases[database] |= row->privileges;
    }
  }
  const auto tables = deciding_rows<TableName>(rows_of(tables_by_user_, user), origin);
  for (const auto& [name, row] : tables) all.tables[name] |= row->privileges;
  // Rights on columns hang on the row of their table.
  for (const ColumnGrant* row : rows_of(columns_by_user_, user)) {
    const auto table = tables.find(name_of(*row));
    if (table == tables.end() || table->second->grantee != row->grantee) continue;
    all.columns[{row->database, row->table, lower_ascii(row->column)}] |= row->privileges;
  }
  for (const auto& [name, row] : deciding_rows<RoutineName>(rows_of(routines_by_user_, user), origin)) {
    all.routines[name] |= row->privileges;
  }
  return all;
}

// Every place from which rows and accounts make a difference: the hosts that they name. A client that matches
// several patterns at once, and none of these alone, is not thought of.
std::vector<Origin> Rights::origins_of(const Account& account) const {
  std::set<std::string> hosts{account.name.host};
  const auto add = [&](const auto& rows) {
    for (const auto* row : rows) {
      if (!row->grantee.is_role()) hosts.insert(row->grantee.host);
    }
  };
  for (const std::string& user : {account.name.user, std::string{}}) {
    add(rows_of(databases_by_user_, user));
    add(rows_of(tables_by_user_, user));
    add(rows_of(routines_by_user_, user));
  }
  std::set<Origin> origins;
  for (const std::string& host : hosts) {
    std::vector<Origin> places{{host, host}};
    if (lower_ascii(host) == "localhost") {
      places = {{host, ""}};
      if (catalogue_.server.resolves_names) places.insert(places.end(), {{host, "127.0.0.1"}, {host, "::1"}});
    }
    if (host == "127.0.0.1" || host == "::1") {
      places = {{catalogue_.server.resolves_names ? "localhost" : "", host}};
    }
    for (const Origin& origin : places) {
      if (host == account.name.host || taken_for(account.name.user, origin) == &account)
        origins.insert(origin);
    }
  }
  return {origins.begin(), origins.end()};
}

const Account* Rights::taken_for(const std::string& user, const Origin& origin) const {
  const Account* best = nullptr;
  const auto place = [](const Account& account) {
    return std::pair{breadth(account.name.host, kLongestHost), account.name.user.empty()};
  };
  for (const Account& account : catalogue_.accounts) {
    if (account.is_role || (account.name.user != user && !account.name.user.empty())) continue;
    if (lets_in(account.name.host, origin) && (best == nullptr || place(account) < place(*best))) {
      best = &account;
    }
  }
  return best;
}

Rights::DatabaseRows Rights::matching(const std::string& user, const Origin& origin,
                                      const std::string& database) const {
  DatabaseRows found;
  const auto add = [&](const std::string& name) {
    for (const DatabaseGrant* row : rows_of(databases_by_user_, name)) {
      if (!row->grantee.is_role() && lets_in(row->grantee.host, origin) && matches(row->pattern, database)) {
        found.push_back(row);
      }
    }
  };
  add(user);
  if (!user.empty()) add("");
  return found;
}

Rights::DatabaseRows Rights::matching_roles(const std::set<std::string>& roles,
                                            const std::string& database) const {
  DatabaseRows found;
  for (const std::string& role : roles) {
    for (const DatabaseGrant* row : rows_of(databases_by_user_, role)) {
      if (row->grantee.is_role() && matches(row->pattern, database)) found.push_back(row);
    }
  }
  return found;
}

std::set<std::string> Rights::with_granted(const std::string& role) const {
  const auto found = granted_to_.find(role);
  return found == granted_to_.end() ? std::set{role} : found->second;
}

void Rights::settle_role(const std::string& role, const std::string& database) {
  Privileges inherited = 0;
  Privileges alone = 0;
  for (const DatabaseGrant* row : deciding(matching_roles(with_granted(role), database))) {
    const bool everywhere = counts_for_all(row->pattern, row->grantee.user, database);
    // Inherited from the role that has the row, where that row counts for everybody who has the role.
    if (everywhere && row->grantee.user == role) inherited |= row->privileges;
    if (!everywhere) alone |= row->privileges;
  }
  if (inherited == 0 && alone == 0) alone = without_own_row(role, database);
  // Nothing hides what PUBLIC has from those who inherit it.
  if (role == kPublicName) inherited |= std::exchange(alone, 0);
  if (inherited != 0) role_databases_.push_back({role, database, inherited, true});
  if ((alone & ~inherited) != 0) role_databases_.push_back({role, database, alone & ~inherited, false});
}

// A role is looked up like a user of its name that comes from nowhere. So where none of its rows matches, one
// of such a user does, or of the user without a name, if its host matches an empty text.
Privileges Rights::without_own_row(const std::string& role, const std::string& database) const {
  if (!matching_roles(with_granted(role), database).empty()) return 0;
  Privileges privileges = 0;
  for (const DatabaseGrant* row : deciding(matching(role, {}, database))) privileges |= row->privileges;
  return privileges;
}

bool Rights::counts_for_all(const std::string& pattern, const std::string& role,
                            const std::string& database) const {
  const auto holders = held_by_.find(role);
  if (holders == held_by_.end()) return true;
  return std::ranges::all_of(holders->second, [&](const std::string& holder) {
    const DatabaseRows rows = deciding(matching_roles(with_granted(holder), database));
    return std::ranges::any_of(rows, [&](const DatabaseGrant* row) { return row->pattern == pattern; });
  });
}

std::map<RoutineName, Privileges> Rights::routines_of_namesake(const std::string& role) const {
  std::map<RoutineName, Privileges> routines;
  for (const auto& [name, row] : deciding_rows<RoutineName>(rows_of(routines_by_user_, role), {})) {
    routines.emplace(name, row->privileges);
  }
  for (const std::string& each : with_granted(role)) {
    for (const RoutineGrant* row : rows_of(routines_by_user_, each)) {
      if (row->grantee.is_role()) routines.erase(name_of(*row));
    }
  }
  return routines;
}

std::vector<BorrowedRole> Rights::borrowed_roles() const {
  std::vector<BorrowedRole> all;
  for (const Account& account : catalogue_.accounts) {
    if (account.is_role) continue;
    for (const RoleGrant& grant : catalogue_.role_grants) {
      const Account* const other = catalogue_.account(grant.member);
      if (other == nullptr || other->is_role || other == &account || other->name.user != account.name.user) {
        continue;
      }
      const std::vector<Origin> origins = origins_of(account);
      const bool fits = std::ranges::any_of(
          origins, [&](const Origin& origin) { return lets_in(other->name.host, origin); });
      if (fits) all.push_back({account.name, grant.role, other->name, other->global & ~account.global});
    }
  }
  return all;
}

std::vector<Shadowed> Rights::shadowed() const {
  std::vector<Shadowed> all;
  for (const Account& account : catalogue_.accounts) {
    for (const std::string& database : catalogue_.databases) {
      Privileges effective = 0;
      std::map<std::string, Privileges> others;
      const auto weigh = [&](const DatabaseRows& rows) {
        const DatabaseRows counting = deciding(rows);
        for (const DatabaseGrant* row : counting) effective |= row->privileges;
        for (const DatabaseGrant* row : rows) others[row->pattern] |= row->privileges;
      };
      if (account.is_role) {
        weigh(matching_roles(with_granted(account.name.user), database));
      } else {
        for (const Origin& origin : origins_of(account)) {
          weigh(matching(account.name.user, origin, database));
        }
      }
      for (const auto& [pattern, privileges] : others) {
        if ((privileges & ~effective) == 0) continue;
        all.push_back({account.name, database, pattern, privileges & ~effective});
      }
    }
  }
  return all;
}

}  // namespace reeve::mariadb
