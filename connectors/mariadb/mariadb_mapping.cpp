#include "connectors/mariadb/mariadb_mapping.h"

#include <algorithm>
#include <optional>

#include "engine/core/text.h"

namespace reeve::mariadb {
namespace {

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$';
}

std::string quoted(std::string_view name) {
  std::string text = "\"";
  for (const char c : name) text.append(c == '"' ? 2 : 1, c);
  return text + "\"";
}

std::string part(std::string_view name, std::string_view also_bare) {
  const bool bare = !name.empty() && std::ranges::all_of(name, [&](char c) {
    return is_word(c) || also_bare.find(c) != std::string_view::npos;
  });
  return bare ? std::string{name} : quoted(name);
}

std::string shown(const Grantee& grantee) {
  return printable_utf8(grantee.is_role() ? grantee.user : grantee.user + "@" + grantee.host);
}

PrincipalFact account_fact(const Catalogue& catalogue, const Account& account) {
  PrincipalFact fact;
  fact.key = key_of(account.name);
  fact.display_name = shown(account.name);
  fact.kind = PrincipalKind::account;
  const bool ignored = !catalogue.server.resolves_names && is_a_name(account.name.host);
  fact.enabled = ignored ? TriState::no
                         : (account.locked == TriState::unknown ? TriState::unknown
                                                                : tri(account.locked == TriState::no));
  return fact;
}

PrincipalFact other_principal(const Grantee& name) {
  PrincipalFact fact;
  fact.key = key_of(name);
  fact.display_name = shown(name);
  fact.kind = name.is_public() ? PrincipalKind::everyone : PrincipalKind::role;
  return fact;
}

PrincipalFact definer_principal(const Grantee& definer) {
  PrincipalFact fact;
  fact.key = "definer:" + key_of(definer);
  fact.display_name = shown(definer) + " as definer";
  fact.kind = PrincipalKind::role;
  return fact;
}

// Whether the account can do the same as a definer and by itself.
bool acts_alike(const Account& account, const Rights& rights) {
  const Holdings as_definer = rights.of_definer(account.name);
  if (account.is_role) return as_definer == Holdings{};
  return account.default_role.empty() && as_definer == rights.of_account(account);
}

std::set<Grantee> definers_of(const Catalogue& catalogue) {
  std::set<Grantee> all;
  for (const View& view : catalogue.views) {
    if (view.with_definers_rights && !is_system_database(view.database)) all.insert(view.definer);
  }
  return all;
}

Reject no_account(const Grantee& name, std::string key, const std::string& table) {
  return {Section::membership, table, std::move(key), "there is no account `" + shown(name) + "`"};
}

ResourceFact resource_at(std::string key, std::string parent, std::string shown_as, ResourceKind kind,
                         const Placement& placement) {
  ResourceFact fact;
  fact.key = std::move(key);
  fact.parent_key = std::move(parent);
  fact.display_name = printable_utf8(shown_as);
  fact.kind = kind;
  fact.region = placement.region;
  fact.environment = placement.environment;
  return fact;
}

// There is nothing at this place, unless the reader just cannot see it.
ResourceFact absent(const Catalogue& catalogue, std::string key, std::string parent,
                    const std::string& shown_as, const Placement& placement) {
  ResourceFact fact =
      resource_at(std::move(key), std::move(parent), shown_as, ResourceKind::other, placement);
  if (catalogue.server.shows_all_tables) fact.labels = {"absent", "category:none"};
  return fact;
}

// The server's own tables hold nothing of customers, except where they keep statements that were run.
bool keeps_statements(std::string_view table) {
  return table == "general_log" || table == "slow_log" ||
         lower_ascii(table).find("statement") != std::string::npos ||
         lower_ascii(table).find("processlist") != std::string::npos ||
         lower_ascii(table).find("session") != std::string::npos;
}

ResourceFact resource_of(const Catalogue& catalogue, const Table& table, const Placement& placement) {
  ResourceFact fact = resource_at(key_of(TableName{table.database, table.name}),
                                  key_of_database(table.database), table.database + "." + table.name,
                                  table.is_view ? ResourceKind::view : ResourceKind::table, placement);
  if (table.kind == "SEQUENCE") fact.labels.emplace_back("sequence");
  if (table.kind == "SYSTEM VERSIONED") fact.labels.emplace_back("system_versioned");
  if (is_system_database(table.database) && !keeps_statements(table.name)) {
    fact.labels.emplace_back("category:none");
  }
  for (const View& view : catalogue.views) {
    if (view.database != table.database || view.name != table.name) continue;
    if (!view.with_definers_rights) fact.labels.emplace_back("security_invoker");
    if (catalogue.account(view.definer) != nullptr) fact.owner_key = key_of(view.definer);
  }
  std::ranges::sort(fact.labels);
  return fact;
}

ResourceFact resource_of(const Catalogue& catalogue, const Routine& routine, const Placement& placement) {
  ResourceFact fact = resource_at(key_of_routine({routine.database, routine.type, routine.name}),
                                  key_of_database(routine.database), routine.database + "." + routine.name,
                                  ResourceKind::routine, placement);
  fact.labels.emplace_back(routine.with_definers_rights ? "security_definer" : "security_invoker");
  if (is_system_database(routine.database)) fact.labels.insert(fact.labels.begin(), "category:none");
  if (catalogue.account(routine.definer) != nullptr) fact.owner_key = key_of(routine.definer);
  return fact;
}

std::string words_of(Privileges privileges) {
  std::vector<std::string> words;
  for (const PrivilegeName& name : privilege_names()) {
    if ((privileges & name.bit) != 0) words.emplace_back(name.name);
  }
  if ((privileges & kGrantOption) != 0) words.emplace_back("GRANT OPTION");
  return join(words, ", ");
}

std::optional<MembershipFact> membership_of(const Catalogue& catalogue, const RoleGrant& grant) {
  const Account* const member = catalogue.account(grant.member);
  if (member == nullptr || catalogue.account({grant.role, ""}) == nullptr) return std::nullopt;
  return MembershipFact{.member_key = key_of(grant.member),
                        .container_key = key_of(Grantee{grant.role, ""}),
                        .inherited = grant.member.is_role() || member->default_role == grant.role,
                        .assumable = !grant.member.is_role(),
                        .administer = grant.administer};
}

void add_borrowed_roles(const Catalogue& catalogue, const Rights& rights, Mapped& out) {
  std::set<std::pair<std::string, std::string>> known;
  for (const Fact& fact : out.facts) {
    const auto& membership = std::get<MembershipFact>(fact);
    known.emplace(membership.member_key, membership.container_key);
  }
  const auto add = [&](MembershipFact membership) {
    if (!known.emplace(membership.member_key, membership.container_key).second) return;
    out.facts.emplace_back(std::move(membership));
  };
  for (const BorrowedRole& borrowed : rights.borrowed_roles()) {
    if (catalogue.account({borrowed.role, ""}) == nullptr) continue;
    const std::string role = key_of(Grantee{borrowed.role, ""});
    const bool is_default = catalogue.account(borrowed.account)->default_role == borrowed.role;
    add({.member_key = key_of(borrowed.account),
         .container_key = role,
         .inherited = is_default,
         .assumable = true});
    if (borrowed.global == 0) continue;
    add({.member_key = key_of(borrowed.account),
         .container_key = key_of_borrowed(borrowed),
         .inherited = is_default,
         .assumable = true});
    add({.member_key = key_of_borrowed(borrowed), .container_key = role});
  }
}

}  // namespace

std::string key_part(std::string_view name) { return part(name, ""); }

std::string key_of(const Grantee& grantee) {
  if (grantee.is_role()) return part(grantee.user, ".-");
  return part(grantee.user, ".-") + "@" + part(grantee.host, ".-%:/");
}

std::string key_of_database(std::string_view database) { return key_part(database); }

std::string key_of(const TableName& table) { return key_part(table.first) + "." + key_part(table.second); }

std::string key_of(const TableName& table, std::string_view column) {
  return key_of(table) + "." + key_part(column);
}

std::string key_of_routine(const RoutineName& routine) {
  const auto& [database, type, name] = routine;
  std::string kind = lower_ascii(type);
  std::ranges::replace(kind, ' ', '_');
  return key_part(database) + "." + kind + ":" + key_part(name);
}

std::string key_of_pattern(std::string_view pattern) { return "like:" + key_part(pattern); }

std::string key_of_definer(const Grantee& definer) { return "definer:" + key_of(definer); }

std::string key_of_borrowed(const BorrowedRole& borrowed) {
  return "borrowed:" + key_of(Grantee{borrowed.role, ""}) + "/" + key_of(borrowed.from);
}

bool can_act_for_others(std::string_view plugin) {
  constexpr std::string_view kPlain[] = {"", "mysql_native_password", "mysql_old_password", "ed25519",
                                         "unix_socket"};
  return std::ranges::find(kPlain, plugin) == std::end(kPlain);
}

Existing::Existing(const Catalogue& catalogue)
    : databases{catalogue.databases.begin(), catalogue.databases.end()} {
  for (const Table& table : catalogue.tables) tables.emplace(table.database, table.name);
  for (const Routine& routine : catalogue.routines) {
    routines.emplace(RoutineName{routine.database, routine.type, lower_ascii(routine.name)}, routine.name);
  }
}

Mapped accounts_of(const Catalogue& catalogue) {
  Mapped out;
  for (const Account& account : catalogue.accounts) {
    if (account.is_role) continue;
    if (account.name.is_role()) {
      out.rejects.push_back({Section::account, "mysql.global_priv", part(account.name.user, ".-") + "@\"\"",
                             "an account without a host; give it one, such as `%`"});
    } else {
      out.facts.emplace_back(account_fact(catalogue, account));
    }
  }
  return out;
}

std::set<Grantee> separate_definers(const Catalogue& catalogue, const Rights& rights) {
  std::set<Grantee> separate;
  for (const Grantee& definer : definers_of(catalogue)) {
    const Account* const account = rights.definer(definer);
    if (account == nullptr || account->name != definer || !acts_alike(*account, rights)) {
      separate.insert(definer);
    }
  }
  return separate;
}

std::vector<Fact> other_principals_of(const Catalogue& catalogue, const Rights& rights) {
  std::vector<Fact> facts{other_principal({std::string{kPublicName}, ""})};
  for (const Account& account : catalogue.accounts) {
    if (account.is_role && !account.name.is_public()) facts.emplace_back(other_principal(account.name));
  }
  for (const Grantee& definer : separate_definers(catalogue, rights)) {
    facts.emplace_back(definer_principal(definer));
  }
  std::set<std::string> borrowed;
  for (const BorrowedRole& each : rights.borrowed_roles()) {
    if (each.global == 0 || !borrowed.insert(key_of_borrowed(each)).second) continue;
    PrincipalFact fact = other_principal({each.role, ""});
    fact.key = key_of_borrowed(each);
    fact.display_name += " with the rights of " + shown(each.from);
    facts.emplace_back(std::move(fact));
  }
  return facts;
}

Mapped memberships_of(const Catalogue& catalogue, const Rights& rights) {
  Mapped out;
  for (const RoleGrant& grant : catalogue.role_grants) {
    if (const auto membership = membership_of(catalogue, grant)) {
      out.facts.emplace_back(*membership);
      continue;
    }
    const Grantee role{grant.role, ""};
    const Grantee& missing = catalogue.account(grant.member) == nullptr ? grant.member : role;
    out.rejects.push_back(
        no_account(missing, join_key({key_of(grant.member), key_of(role), ""}), "mysql.roles_mapping"));
  }
  for (const ProxyGrant& grant : catalogue.proxy_grants) {
    const Account* const member = catalogue.account(grant.member);
    const bool works = member != nullptr && std::ranges::any_of(member->plugins, can_act_for_others);
    // Without such a plugin the row that lets an administrator grant PROXY on anybody gives nothing.
    if (!works && grant.proxied.user.empty()) continue;
    if (member == nullptr || catalogue.account(grant.proxied) == nullptr) {
      out.rejects.push_back(no_account(member == nullptr ? grant.member : grant.proxied,
                                       join_key({key_of(grant.member), key_of(grant.proxied), ""}),
                                       "mysql.proxies_priv"));
      continue;
    }
    out.facts.emplace_back(MembershipFact{.member_key = key_of(grant.member),
                                          .container_key = key_of(grant.proxied),
                                          .inherited = false,
                                          .assumable = works,
                                          .administer = grant.administer});
  }
  add_borrowed_roles(catalogue, rights, out);
  for (const Grantee& definer : separate_definers(catalogue, rights)) {
    if (!definer.is_role() || catalogue.account(definer) == nullptr) continue;
    out.facts.emplace_back(
        MembershipFact{.member_key = key_of_definer(definer), .container_key = key_of(definer)});
  }
  return out;
}

std::vector<Fact> resources_of(const Catalogue& catalogue, const Rights& rights, const Placement& placement) {
  std::map<std::string, std::set<std::string>> labels;
  for (const Shadowed& row : rights.shadowed()) {
    labels[row.database].insert(
        "shadowed:" +
        printable_utf8(key_of(row.account) + " " + words_of(row.privileges) + " by " + row.pattern));
  }
  std::vector<Fact> facts{
      resource_at(std::string{kServerKey}, "", "server", ResourceKind::system, placement)};
  for (const std::string& database : catalogue.databases) {
    ResourceFact fact = resource_at(key_of_database(database), std::string{kServerKey}, database,
                                    ResourceKind::database, placement);
    fact.labels.assign(labels[database].begin(), labels[database].end());
    facts.emplace_back(std::move(fact));
  }
  for (const Table& table : catalogue.tables) facts.emplace_back(resource_of(catalogue, table, placement));
  for (const Routine& routine : catalogue.routines) {
    facts.emplace_back(resource_of(catalogue, routine, placement));
  }
  return facts;
}

ResourceFact resource_of(const Column& column, const Placement& placement) {
  const TableName table{column.database, column.table};
  return resource_at(key_of(table, column.name), key_of(table),
                     column.database + "." + column.table + "." + column.name, ResourceKind::column,
                     placement);
}

std::vector<Fact> absent_resources(const Catalogue& catalogue, const KnownColumns& columns,
                                   const Placement& placement) {
  const Existing existing{catalogue};
  std::map<std::string, ResourceFact> found;
  const auto add = [&](ResourceFact fact) { found.emplace(fact.key, std::move(fact)); };
  const auto parent = [&](const std::string& database) {
    return existing.databases.contains(database) ? key_of_database(database) : std::string{kServerKey};
  };
  const auto add_table = [&](const TableName& table) {
    if (existing.tables.contains(table)) return;
    add(absent(catalogue, key_of(table), parent(table.first), table.first + "." + table.second, placement));
  };
  for (const DatabaseGrant& row : catalogue.database_grants) {
    if (!has_wildcards(row.pattern) && existing.databases.contains(without_escapes(row.pattern))) continue;
    add(absent(catalogue, key_of_pattern(row.pattern), std::string{kServerKey},
               "databases like " + row.pattern, placement));
  }
  for (const TableGrant& row : catalogue.table_grants) add_table({row.database, row.table});
  for (const ColumnGrant& row : catalogue.column_grants) {
    const TableName table{row.database, row.table};
    add_table(table);
    const auto known = columns.find(table);
    if (known != columns.end() && known->second.contains(lower_ascii(row.column))) continue;
    add(absent(catalogue, key_of(table, lower_ascii(row.column)), key_of(table),
               row.database + "." + row.table + "." + row.column, placement));
  }
  for (const RoutineGrant& row : catalogue.routine_grants) {
    const RoutineName name{row.database, row.type, lower_ascii(row.routine)};
    if (existing.routines.contains(name)) continue;
    add(absent(catalogue, key_of_routine(name), parent(row.database), row.database + "." + row.routine,
               placement));
  }
  std::vector<Fact> facts;
  for (auto& [key, fact] : found) facts.emplace_back(std::move(fact));
  return facts;
}

}  // namespace reeve::mariadb
