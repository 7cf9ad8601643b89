#include "connectors/mariadb/mariadb_reader.h"

#include "connectors/mariadb/mariadb_grants.h"
#include "connectors/mariadb/mariadb_lineage.h"
#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve::mariadb {
namespace {

constexpr std::string_view kAccounts = "the accounts";
constexpr std::string_view kColumns = "information_schema.columns";

std::string_view asked_for(Section section) {
  switch (section) {
    case Section::membership: return "mysql.roles_mapping, mysql.proxies_priv";
    case Section::resource: return "information_schema schemata, tables and columns, mysql.proc";
    case Section::lineage: return "information_schema.views, bodies in mysql.proc";
    case Section::grant:
      return "mysql.db, tables_priv, columns_priv, procs_priv, and the accounts' own rights";
    default: return "accounts and roles";
  }
}

}  // namespace

Reader::Reader(Client& client, const std::string& address, const Placement& placement, FactSink& sink,
               std::stop_token stop)
    : client_{client}, address_{address}, placement_{placement}, sink_{sink}, stop_{std::move(stop)} {}

void Reader::read() {
  const Outcome server = ask(server_query(), [&](Row row) { catalogue_.server = server_from(row); });
  if (!server.failure.empty()) throw Error{ErrorCode::source, server.failure};
  load();
  write_sections();
}

// The privilege tables know no transactions. So they are held in memory, which is where the server has them
// too, and asked once more at the end: rights that changed meanwhile are not of one moment.
void Reader::load() {
  const Server& server = catalogue_.server;
  ask(own_privileges_query(server), [&](Row row) {
    for (const std::string_view enough : {"SELECT", "INSERT", "UPDATE", "REFERENCES"}) {
      if (row[0] == enough) catalogue_.server.shows_all_tables = true;
    }
  });
  load_accounts();
  const auto with_server = [&](auto from) { return [&server, from](Row row) { return from(server, row); }; };
  load(role_grant_query(), catalogue_.role_grants, role_grant_from);
  load(proxy_query(), catalogue_.proxy_grants, proxy_from);
  load(database_grant_query(), catalogue_.database_grants, with_server(database_grant_from));
  load(table_grant_query(), catalogue_.table_grants, with_server(table_grant_from));
  load(column_grant_query(), catalogue_.column_grants, with_server(column_grant_from));
  load(routine_grant_query(), catalogue_.routine_grants, with_server(routine_grant_from));
  for (const Query& query : {role_grant_query(), proxy_query(), database_grant_query(), table_grant_query(),
                             column_grant_query(), routine_grant_query()}) {
    rights_queries_.push_back(query);
  }
  load(schema_query(), catalogue_.databases, with_server(schema_from));
  load(table_query(), catalogue_.tables, with_server(table_from));
  load(view_query(), catalogue_.views, with_server(view_from));
  load(routine_query(), catalogue_.routines, with_server(routine_from));
}

void Reader::load_accounts() {
  Query query = account_query();
  load(query, catalogue_.accounts, account_from);
  if (!outcomes_[query.what].failure.empty()) {
    catalogue_.accounts.clear();
    query = account_query_without_locks();
    load(query, catalogue_.accounts, account_from);
  }
  accounts_table_ = query.what;
  outcomes_[std::string{kAccounts}] = outcomes_[query.what];
  rights_queries_.push_back(query);
}

template <class Value, class From>
void Reader::load(const Query& query, std::vector<Value>& values, From from) {
  outcomes_[query.what] = ask(query, [&](Row row) { values.push_back(from(row)); });
}

Reader::Outcome Reader::ask(const Query& query, const std::function<void(Row)>& visit) {
  Sha256 digest;
  try {
    const bool to_the_end = client_.each_row(query.sql, stop_, [&](Row row) {
      for (const std::string& value : row) digest.update_sized(value);
      visit(row);
    });
    return {to_the_end ? "" : "the read was stopped before its end", digest.finish()};
  } catch (const Error& error) {
    if (error.code() != ErrorCode::source) throw;
    return {query.what + ": " + error.message(), {}};
  }
}

void Reader::compare_rights_with_now() {
  for (const Query& query : rights_queries_) {
    Outcome& before = outcomes_[query.what];
    if (!before.failure.empty()) continue;
    const Outcome now = ask(query, [](Row) {});
    if (!now.failure.empty()) {
      before.failure = now.failure;
    } else if (now.digest != before.digest) {
      before.failure = query.what + " changed while it was read; run the sync again";
    }
  }
  outcomes_[std::string{kAccounts}] = outcomes_[accounts_table_];
}

void Reader::write_sections() {
  const Rights rights{catalogue_};
  const std::string accounts{kAccounts};
  const std::vector<std::string> rows_of_grants{accounts,
                                                "mysql.roles_mapping",
                                                "mysql.db",
                                                "mysql.tables_priv",
                                                "mysql.columns_priv",
                                                "mysql.procs_priv",
                                                "information_schema.schemata",
                                                std::string{kColumns}};
  section(Section::resource,
          {"information_schema.schemata", "information_schema.tables", "mysql.proc", "mysql.db",
           "mysql.tables_priv", "mysql.columns_priv", "mysql.procs_priv"},
          [&] { write_resources(); });
  compare_rights_with_now();
  section(Section::account, {accounts}, [&] { emit(accounts_of(catalogue_)); });
  section(Section::principal, {accounts, "information_schema.views"},
          [&] { emit(other_principals_of(catalogue_, rights)); });
  section(Section::membership, {accounts, "mysql.roles_mapping", "mysql.proxies_priv"},
          [&] { emit(memberships_of(catalogue_, rights)); });
  section(Section::lineage,
          {accounts, "information_schema.views", "information_schema.tables", "mysql.proc",
           std::string{kColumns}},
          [&] { emit(lineage_of(catalogue_, rights, columns_)); });
  section(Section::grant, rows_of_grants, [&] { emit(grants_of(catalogue_, rights, columns_)); });
}

void Reader::write_resources() {
  emit(resources_of(catalogue_, Rights{catalogue_}, placement_));
  const std::set<TableName> named = tables_with_named_columns(catalogue_);
  const Existing existing{catalogue_};
  outcomes_[std::string{kColumns}] = {};
  for (const std::string& database : catalogue_.databases) {
    const Outcome outcome = ask(column_query(database), [&](Row row) {
      const Column column = column_from(catalogue_.server, row);
      const TableName table{column.database, column.table};
      if (!existing.tables.contains(table)) return;
      if (named.contains(table)) columns_[table].emplace(lower_ascii(column.name), column.name);
      sink_.fact(resource_of(column, placement_));
    });
    if (outcome.failure.empty()) continue;
    outcomes_[std::string{kColumns}] = outcome;
    throw Error{ErrorCode::source, outcome.failure};
  }
  emit(absent_resources(catalogue_, columns_, placement_));
  if (!catalogue_.server.shows_all_tables) {
    throw Error{ErrorCode::source,
                "the account sees only tables on which it has a right; grant it REFERENCES on *.*"};
  }
}

void Reader::section(Section section, const std::vector<std::string>& needed,
                     const std::function<void()>& work) {
  sink_.open(section, scope_of(section));
  emitted_ = false;
  try {
    for (const std::string& what : needed) {
      const auto outcome = outcomes_.find(what);
      if (outcome == outcomes_.end())
        throw Error{ErrorCode::source, "needs " + what + ", which was not read"};
      if (!outcome->second.failure.empty()) throw Error{ErrorCode::source, outcome->second.failure};
    }
    work();
    sink_.close(section, SectionState::complete);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::source) throw;
    sink_.close(section, emitted_ ? SectionState::partial : SectionState::failed, error.message());
  }
}

void Reader::emit(std::vector<Fact> facts) {
  for (Fact& fact : facts) sink_.fact(std::move(fact));
  emitted_ = emitted_ || !facts.empty();
}

void Reader::emit(Mapped mapped) {
  emit(std::move(mapped.facts));
  for (Reject& reject : mapped.rejects) sink_.reject(std::move(reject));
}

std::string Reader::scope_of(Section section) const {
  return "mariadb " + address_ + "; " + std::string{asked_for(section)} +
         "; without information_schema, and without views of the server's own databases in the lineage; "
         "accounts from " +
         accounts_table_ + "; seen as " + catalogue_.server.account;
}

}  // namespace reeve::mariadb
