// Random databases: effective access must equal the server's own answers, before gates by asking it, with
// gates by running the statements.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>

#include "connectors/postgresql/postgresql_mapping.h"
#include "engine/core/text.h"
#include "tests/support/postgres_access.h"
#include "tests/support/random_database.h"

namespace reeve::test {
namespace {

using postgresql::key_part;
using Differences = std::vector<std::string>;

// The first seed and how many: $REEVE_SEEDS="17 1" runs one again.
std::pair<std::uint64_t, std::uint64_t> seeds() {
  const char* const chosen = std::getenv("REEVE_SEEDS");
  if (chosen == nullptr) return {1, 40};
  const std::vector<std::string> parts = split(chosen, ' ');
  return {std::stoull(parts.at(0)), std::stoull(parts.at(1))};
}

// One database with both sides' answers.
class Comparison {
 public:
  Comparison(PostgresServer& server, const RandomDatabase& database)
      : server_{server},
        database_{database},
        admin_{server.connect(database.name())},
        snapshot_{read_database(server, database.name(), database.reader())},
        answers_{snapshot_} {}

  void compare_memberships();
  void compare_relations();
  void compare_columns();
  void compare_routines();
  void compare_statements();

  const Differences& differences() const { return differences_; }
  // How many questions had which answer.
  const std::map<std::string, int>& tally() const { return tally_; }

 private:
  // A statement that needs exactly one privilege on one resource.
  struct Statement {
    std::string privilege;
    std::string resource;
    std::string sql;
    std::string also;  // a condition that must hold besides, as SQL; empty = none
  };

  void expect(const std::string& question, bool server, bool reeve) {
    ++tally_[server ? "yes" : "no"];
    if (server == reeve) return;
    differences_.push_back(question + (server ? ": the server says yes" : ": the server says no"));
  }
  std::vector<Statement> statements() const;
  std::string outcomes(SqlConnection& connection, const std::vector<Statement>& statements);
  std::string outcomes_in_roles(SqlConnection& connection, const std::vector<Statement>& statements);
  void compare_statements(const std::string& account, bool superuser);

  PostgresServer& server_;
  const RandomDatabase& database_;
  SqlConnection admin_;
  Snapshot snapshot_;
  AccessAnswers answers_;
  Differences differences_;
  std::map<std::string, int> tally_;
};

// The key of a relation or column, put together by the server's names.
std::string key(const std::string& database, const std::vector<std::string>& names) {
  std::string joined = key_part(database);
  for (const std::string& name : names) joined += "." + key_part(name);
  return joined;
}

void Comparison::compare_memberships() {
  // A superuser is a member of everything for the server; here it holds everything instead.
  const SqlRows rows = admin_.query(
      "select r.rolname, g.rolname, pg_has_role(r.oid, g.oid, 'MEMBER'), pg_has_role(r.oid, g.oid, 'USAGE') "
      "from pg_roles r, pg_roles g where not r.rolsuper");
  for (const auto& row : rows) {
    expect(row[0] + " member of " + row[1], row[2] == "t", answers_.is_member(row[0], row[1]));
    expect(row[0] + " with the rights of " + row[1], row[3] == "t", answers_.has_usage(row[0], row[1]));
  }
}

// Our own relations and some of the server's.
const std::string kRelations =
    "(select c.oid, n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where "
    "c.relkind in ('r', 'p', 'v', 'm') and (n.nspname !~ '^pg_|^information_schema$' or c.relname in "
    "('pg_class', 'pg_authid', 'pg_settings', 'pg_roles', 'sql_features')))";

void Comparison::compare_relations() {
  const SqlRows rows = admin_.query(
      "select r.rolname, c.nspname, c.relname, p, has_table_privilege(r.oid, c.oid, p), "
      "has_table_privilege(r.oid, c.oid, p || ' WITH GRANT OPTION') from pg_roles r, " +
      kRelations +
      " c, unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) p");
  for (const auto& row : rows) {
    const std::string resource = key(database_.name(), {row[1], row[2]});
    const std::string question = row[0] + " " + row[3] + " " + resource;
    expect(question, row[4] == "t", answers_.holds(row[0], row[3], resource));
    expect(question + " to grant", row[5] == "t", answers_.holds_grant_option(row[0], row[3], resource));
  }
}

void Comparison::compare_columns() {
  // Of the server's own relations only columns with an ACL of their own are read.
  const SqlRows rows = admin_.query(
      "select r.rolname, c.nspname, c.relname, a.attname, p, has_column_privilege(r.oid, c.oid, a.attnum, "
      "p), "
      "has_column_privilege(r.oid, c.oid, a.attnum, p || ' WITH GRANT OPTION') from pg_roles r, " +
      kRelations +
      " c join pg_attribute a on a.attrelid = c.oid and not a.attisdropped and (a.attacl is not null or "
      "a.attnum > 0 and c.nspname !~ '^pg_|^information_schema$'), unnest(array['SELECT', 'INSERT', "
      "'UPDATE', "
      "'REFERENCES']) p");
  for (const auto& row : rows) {
    const std::string resource = key(database_.name(), {row[1], row[2], row[3]});
    const std::string question = row[0] + " " + row[4] + " " + resource;
    expect(question, row[5] == "t", answers_.holds(row[0], row[4], resource));
    expect(question + " to grant", row[6] == "t", answers_.holds_grant_option(row[0], row[4], resource));
  }
}

std::string key_of(const RandomDatabase& database, const RandomDatabase::Routine& routine) {
  return key(database.name(), {routine.schema, routine.name}) + "(integer)";
}

void Comparison::compare_routines() {
  for (const RandomDatabase::Routine& routine : database_.routines()) {
    const std::string resource = key_of(database_, routine);
    const std::string place = sql_text(routine.sql() + "(int)") + ", 'EXECUTE";
    for (const auto& row :
         admin_.query("select rolname, has_function_privilege(oid, " + place +
                      "'), has_function_privilege(oid, " + place + " WITH GRANT OPTION') from pg_roles")) {
      expect(row[0] + " EXECUTE " + resource, row[1] == "t", answers_.holds(row[0], "EXECUTE", resource));
      expect(row[0] + " EXECUTE " + resource + " to grant", row[2] == "t",
             answers_.holds_grant_option(row[0], "EXECUTE", resource));
    }
  }
}

std::vector<Comparison::Statement> Comparison::statements() const {
  std::vector<Statement> all;
  for (const RandomDatabase::Routine& routine : database_.routines()) {
    all.push_back({"EXECUTE", key_of(database_, routine), "select " + routine.sql() + "(1)", ""});
  }
  for (const RandomDatabase::Relation& relation : database_.relations()) {
    const std::string table = key(database_.name(), {relation.schema, relation.name});
    const std::string oid =
        "(select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace where "
        "n.nspname = " +
        sql_text(relation.schema) + " and c.relname = " + sql_text(relation.name) + ")";
    // SELECT * is content with all columns, which do not make the table.
    all.push_back({"SELECT", table, "select * from " + relation.sql() + " limit 0",
                   "has_table_privilege(" + oid + ", 'SELECT')"});
    if (relation.is_table) {
      all.push_back({"DELETE", table, "delete from " + relation.sql() + " where false", ""});
    }
    for (const std::string& column : relation.columns) {
      const std::string place = key(database_.name(), {relation.schema, relation.name, column});
      const std::string name = sql_name(column);
      all.push_back({"SELECT", place, "select " + name + " from " + relation.sql() + " limit 0", ""});
      if (!relation.is_table) continue;
      all.push_back(
          {"UPDATE", place, "update " + relation.sql() + " set " + name + " = null where false", ""});
      all.push_back(
          {"INSERT", place, "insert into " + relation.sql() + " (" + name + ") select null where false", ""});
    }
  }
  return all;
}

// One character per statement: y where it ran, n where a right was missing.
std::string Comparison::outcomes(SqlConnection& connection, const std::vector<Statement>& statements) {
  std::string list;
  for (const Statement& statement : statements) {
    const std::string also = statement.also.empty() ? "true" : statement.also;
    list += (list.empty() ? "" : ", ") + sql_text(statement.sql) + ", " + sql_text("select " + also);
  }
  connection.query("do $outcomes$ declare s text[] := array[" + list +
                   "]; answers text := ''; fine bool; begin for i in 1 .. array_length(s, 1) by 2 loop begin "
                   "execute s[i]; "
                   "execute s[i + 1] into fine; answers := answers || case when fine then 'y' else 'n' end; "
                   "exception when "
                   "insufficient_privilege then answers := answers || 'n'; end; end loop; perform "
                   "set_config('reeve.answers', "
                   "answers, false); end $outcomes$");
  return connection.query("select current_setting('reeve.answers')")[0][0];
}

// What the account can do after SET ROLE to whatever it may become. A superuser may become everybody, and
// gains nothing by it.
std::string Comparison::outcomes_in_roles(SqlConnection& connection, const std::vector<Statement>& all) {
  std::string best(all.size(), 'n');
  for (const auto& role : admin_.query("select rolname from pg_roles")) {
    if (!connection.try_query("set role " + sql_name(role[0])).empty()) continue;
    const std::string as_role = outcomes(connection, all);
    for (std::size_t i = 0; i < all.size(); ++i) best[i] = std::max(best[i], as_role[i]);
    connection.query("reset role");
  }
  return best;
}

void Comparison::compare_statements(const std::string& account, bool superuser) {
  const std::vector<Statement> all = statements();
  std::string usable(all.size(), 'n');
  std::string assumable(all.size(), 'n');
  if (server_.why_not_connect(database_.name(), account).empty()) {
    SqlConnection connection = server_.connect(database_.name(), account);
    usable = outcomes(connection, all);
    if (!superuser) assumable = outcomes_in_roles(connection, all);
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto usability = answers_.usability(account, all[i].privilege, all[i].resource);
    const std::string question = account + " runs " + all[i].sql;
    ++tally_[usability ? std::string{to_string(*usability)} : "no right"];
    expect(question, usable[i] == 'y', usability == Usability::usable);
    if (usable[i] == 'y' || superuser) continue;
    expect(question + " in some role", assumable[i] == 'y', usability == Usability::assumable);
  }
}

void Comparison::compare_statements() {
  const SqlRows accounts = admin_.query("select rolname, rolsuper from pg_roles where rolcanlogin");
  for (const auto& account : accounts) compare_statements(account[0], account[1] == "t");
}

TEST(PostgresqlRandom, AgreesWithTheServer) {
  PostgresServer& server = PostgresServer::shared();
  const auto [first, count] = seeds();
  std::map<std::string, int> tally;
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    const RandomDatabase database{server, seed};
    Comparison comparison{server, database};
    comparison.compare_memberships();
    comparison.compare_relations();
    comparison.compare_columns();
    comparison.compare_routines();
    comparison.compare_statements();
    for (const auto& [answer, times] : comparison.tally()) tally[answer] += times;
    ASSERT_EQ(comparison.differences(), Differences{})
        << "again with REEVE_SEEDS=\"" << seed << " 1\"; the database was made by\n"
        << database.script();
  }
  std::cout << "seeds " << first << " to " << first + count - 1 << ":";
  for (const auto& [answer, times] : tally) {
    std::cout << " " << answer << " " << times;
    EXPECT_GT(times, 100) << "hardly a question has the answer " << answer;
  }
  std::cout << "\n";
  EXPECT_EQ(tally.size(), 6U);
}

}  // namespace
}  // namespace reeve::test
