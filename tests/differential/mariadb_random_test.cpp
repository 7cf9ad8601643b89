// Random servers: effective access must equal what the server lets each account really do.
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>

#include "connectors/mariadb/mariadb_mapping.h"
#include "engine/core/text.h"
#include "tests/support/mariadb_reader.h"
#include "tests/support/postgres_access.h"
#include "tests/support/random_mariadb.h"
#include "tests/support/read_snapshot.h"

namespace reeve::test {
namespace {

using mariadb::Grantee;
using mariadb::key_of;
using mariadb::key_of_database;
using mariadb::key_of_routine;
using mariadb::TableName;
using Differences = std::vector<std::string>;

// The first seed and how many: $REEVE_SEEDS="17 1" runs one again.
std::pair<std::uint64_t, std::uint64_t> seeds() {
  const char* const chosen = std::getenv("REEVE_SEEDS");
  if (chosen == nullptr) return {1, 25};
  const std::vector<std::string> parts = split(chosen, ' ');
  return {std::stoull(parts.at(0)), std::stoull(parts.at(1))};
}

// A statement that needs exactly one privilege on one resource.
struct Statement {
  std::string privilege;
  std::string resource;
  std::string sql;
  bool through_invoker_view = false;
  // Where the privilege may stand instead, if it is one that stands only where it was granted.
  std::vector<std::string> or_above = {};
};

std::vector<Statement> statements_about(const RandomMariadb::Relation& relation) {
  std::vector<Statement> all;
  const TableName table{relation.database, relation.name};
  for (const std::string& column : relation.columns) {
    const std::string place = key_of(table, column);
    const std::string name = mariadb_name(column);
    all.push_back({"SELECT", place, "select " + name + " from " + relation.sql() + " limit 0",
                   relation.reads_as_invoker});
    if (!relation.is_table) continue;
    all.push_back({"UPDATE", place, "update " + relation.sql() + " set " + name + " = null where false"});
    all.push_back({"INSERT", place,
                   "insert into " + relation.sql() + " (" + name + ") select null from dual where false"});
  }
  if (!relation.is_table) return all;
  all.push_back({"DELETE", key_of(table), "delete from " + relation.sql() + " where false"});
  const std::vector<std::string> above{key_of_database(relation.database), "*"};
  all.push_back({.privilege = "CREATE",
                 .resource = key_of(table),
                 .sql = "create table if not exists " + relation.sql() + " (a int)",
                 .or_above = above});
  all.push_back({.privilege = "INDEX",
                 .resource = key_of(table),
                 .sql = "create index if not exists i on " + relation.sql() + " (a)",
                 .or_above = above});
  return all;
}

std::vector<Statement> statements_about(const std::string& database) {
  const std::string name = mariadb_name(database);
  return {{"DROP", key_of_database(database), "drop table if exists " + name + ".no_such_table"},
          {"CREATE TEMPORARY TABLES",
           key_of_database(database),
           "create temporary table " + name + ".for_a_moment (a int); drop temporary table " + name +
               ".for_a_moment",
           false,
           {"*"}},
          {"EXECUTE", key_of_routine({database, "PROCEDURE", "p"}), "call " + name + ".p()"}};
}

bool is_denial(unsigned error) {
  static const std::set<unsigned> kDenials{1044, 1045, 1142, 1143, 1227, 1356, 1370, 1449};
  return kDenials.contains(error);
}

// One state of the server, with both sides' answers.
class Comparison {
 public:
  Comparison(MariadbServer& server, const RandomMariadb& state)
      : server_{server}, state_{state}, snapshot_{read(server)}, answers_{snapshot_} {
    MariadbConnection admin = server.connect();
    for (const RandomMariadb::Relation& relation : state.relations()) {
      // A view whose table was dropped has no columns.
      if (admin.query("select count(*) from information_schema.columns where table_schema = " +
                      mariadb_text(relation.database) +
                      " and table_name = " + mariadb_text(relation.name))[0][0] == "0") {
        continue;
      }
      for (Statement& statement : statements_about(relation)) statements_.push_back(std::move(statement));
    }
    for (const std::string& database : state.databases()) {
      for (Statement& statement : statements_about(database)) statements_.push_back(std::move(statement));
    }
  }

  void compare() {
    for (const RandomMariadb::Account& account : state_.accounts()) compare(account);
  }

  const Differences& differences() const { return differences_; }
  // How many questions had which answer.
  const std::map<std::string, int>& tally() const { return tally_; }

 private:
  static Snapshot read(MariadbServer& server) {
    make_reader(server);
    try {
      Snapshot snapshot = read_snapshot(mariadb_source(server), SectionState::complete_with_rejects);
      server.query("drop user reeve_reader@'127.0.0.1'");
      return snapshot;
    } catch (const std::runtime_error&) {
      server.query("drop user reeve_reader@'127.0.0.1'");
      throw;
    }
  }

  bool ran(MariadbConnection& connection, const Statement& statement) {
    const unsigned error = connection.try_query(statement.sql);
    if (error != 0 && !is_denial(error)) {
      throw std::runtime_error("error " + std::to_string(error) + " in: " + statement.sql);
    }
    return error == 0;
  }

  std::string outcomes(MariadbConnection& connection) {
    std::string list;
    for (const Statement& statement : statements_) list += ran(connection, statement) ? 'y' : 'n';
    return list;
  }

  // The best over all places from which the server takes a client for the account.
  struct Outcome {
    std::string usable;
    std::string assumable;
    int places = 0;
  };
  Outcome outcome_of(const RandomMariadb::Account& account);
  std::optional<Usability> usability_of(const std::string& account, const Statement& statement) const;
  void compare(const RandomMariadb::Account& account);

  void expect(const std::string& question, bool server, bool reeve) {
    if (server == reeve) return;
    differences_.push_back(question + (server ? ": the server says yes" : ": the server says no"));
  }

  MariadbServer& server_;
  const RandomMariadb& state_;
  Snapshot snapshot_;
  AccessAnswers answers_;
  std::vector<Statement> statements_;
  Differences differences_;
  std::map<std::string, int> tally_;
};

void take_better(std::string& best, const std::string& other) {
  for (std::size_t i = 0; i < best.size(); ++i) best[i] = std::max(best[i], other[i]);
}

Comparison::Outcome Comparison::outcome_of(const RandomMariadb::Account& account) {
  Outcome best{std::string(statements_.size(), 'n'), std::string(statements_.size(), 'n')};
  const std::string user = account.user.empty() ? "somebody" : account.user;
  for (const char* const from : {"", "127.0.0.1", "127.0.0.2", "127.0.0.3"}) {
    try {
      MariadbConnection connection = server_.connect(user, from);
      if (connection.query("select current_user()")[0][0] != account.user + "@" + account.host) continue;
      ++best.places;
      take_better(best.usable, outcomes(connection));
      for (const std::string& role : state_.roles()) {
        if (connection.try_query("set role " + mariadb_name(role)) != 0) continue;
        take_better(best.assumable, outcomes(connection));
      }
    } catch (const std::runtime_error& error) {
      const std::string why = error.what();
      if (why.find("ccess denied") == std::string::npos && why.find("not allowed") == std::string::npos)
        throw;
    }
  }
  return best;
}

// The best of the places where the privilege may stand.
std::optional<Usability> Comparison::usability_of(const std::string& account,
                                                  const Statement& statement) const {
  auto best = answers_.usability(account, statement.privilege, statement.resource);
  for (const std::string& place : statement.or_above) {
    const auto other = answers_.usability(account, statement.privilege, place);
    if (other && (!best || *other < *best)) best = other;
  }
  return best;
}

void Comparison::compare(const RandomMariadb::Account& account) {
  const bool locked =
      server_.query(
          "select ifnull(json_value(Priv, '$.account_locked'), 0) from mysql.global_priv where User = " +
          mariadb_text(account.user) + " and Host = " + mariadb_text(account.host))[0][0] == "1";
  const Outcome outcome = outcome_of(account);
  if (outcome.places == 0 && !locked) {
    ++tally_["accounts out of reach"];
    return;
  }
  ++tally_["accounts compared"];
  const std::string key = key_of(Grantee{account.user, account.host});
  for (std::size_t i = 0; i < statements_.size(); ++i) {
    const Statement& statement = statements_[i];
    const auto usability = usability_of(key, statement);
    const std::string question = key + " runs " + statement.sql;
    ++tally_[usability ? std::string{to_string(*usability)} : "no right"];
    expect(question, outcome.usable[i] == 'y', usability == Usability::usable);
    if (outcome.usable[i] == 'y') continue;
    const bool in_a_role = outcome.assumable[i] == 'y';
    if (in_a_role && statement.through_invoker_view && usability == Usability::latent) {
      ++tally_["latent, works with the account's and a role's right together"];
      continue;
    }
    expect(question + " in some role", in_a_role, usability == Usability::assumable);
  }
}

TEST(MariadbRandom, AgreesWithTheServer) {
  if (const std::string why = MariadbServer::why_unavailable(); !why.empty()) {
    std::cerr << "SKIPPED MariadbRandom: " << why << "\n";
    GTEST_SKIP() << why;
  }
  MariadbServer& server = MariadbServer::shared();
  const auto [first, count] = seeds();
  std::map<std::string, int> tally;
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    const RandomMariadb state{server, seed};
    Comparison comparison{server, state};
    comparison.compare();
    for (const auto& [answer, times] : comparison.tally()) tally[answer] += times;
    ASSERT_EQ(comparison.differences(), Differences{})
        << "again with REEVE_SEEDS=\"" << seed << " 1\"; the state was made by\n"
        << state.script();
  }
  std::cout << "seeds " << first << " to " << first + count - 1 << ":";
  for (const auto& [answer, times] : tally) std::cout << " " << answer << " " << times << ";";
  std::cout << "\n";
  if (count < 25) return;
  for (const char* const answer : {"usable", "assumable", "latent", "no right"}) {
    EXPECT_GT(tally[answer], 100) << "hardly a question has the answer " << answer;
  }
}

}  // namespace
}  // namespace reeve::test
