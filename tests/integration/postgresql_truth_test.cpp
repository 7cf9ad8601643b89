// What PostgreSQL's own regression test leaves behind, with the server's own answers: effective access must
// agree with every one of them, and with the server asked anew.
#include <gtest/gtest.h>

#include <fstream>
#include <iostream>

#include "connectors/postgresql/postgresql_mapping.h"
#include "engine/core/text.h"
#include "tests/support/paths.h"
#include "tests/support/postgres_access.h"
#include "tests/support/postgres_server.h"

namespace reeve::test {
namespace {

const std::string kDatabase = "privileges_truth";

std::string key_of(const std::vector<std::string>& parts) {
  std::string key = kDatabase;
  for (const std::string& part : parts) key += "." + postgresql::key_part(part);
  return key;
}

// The rows after the heading. The files hold no quotes.
SqlRows rows_of(const std::filesystem::path& file) {
  std::ifstream in{file};
  SqlRows rows;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) rows.push_back(split(line, ','));
  return rows;
}

class PostgresqlTruthTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto data = shared_data_dir();
    if (!data || !std::filesystem::is_directory(*data / "postgresql")) {
      const std::string why = "no real data of PostgreSQL's regression test; see REEVE_SHARED_DATA";
      std::cerr << "SKIPPED PostgresqlTruthTest: " << why << "\n";
      GTEST_SKIP() << why;
    }
    folder_ = *data / "postgresql";
    PostgresServer& server = PostgresServer::shared();
    server.query("create database " + kDatabase);
    server.run_script(folder_ / "privileges_state_roles.sql");
    server.run_script(folder_ / "privileges_state_dump.sql", kDatabase);
    connection_ = std::make_unique<SqlConnection>(server.connect(kDatabase));
    snapshot_ = read_database(server, kDatabase, "regress_priv_user5");
  }

  void TearDown() override {
    if (connection_ == nullptr) return;
    connection_.reset();
    const PostgresServer& server = PostgresServer::shared();
    server.query("drop database " + kDatabase);
    for (const auto& role :
         server.query("select quote_ident(rolname) from pg_roles where rolname ~ '^regress_priv_'")) {
      server.query("drop role " + role[0]);
    }
  }

  void compare(const std::string& question, const std::string& recorded, const std::string& arguments,
               bool answer) {
    const std::string live = connection_->query("select " + arguments)[0][0];
    if (live != recorded)
      differences_.push_back(question + ": the server says " + live + ", once " + recorded);
    if ((live == "t") != answer)
      differences_.push_back(question + ": the server says " + live + ", reeve does not");
  }

  std::filesystem::path folder_;
  std::unique_ptr<SqlConnection> connection_;
  Snapshot snapshot_;
  std::vector<std::string> differences_;
};

TEST_F(PostgresqlTruthTest, AgreesWithEveryAnswer) {
  const AccessAnswers answers{snapshot_};

  const SqlRows tables = rows_of(folder_ / "truth_has_table_privilege.csv");
  EXPECT_EQ(tables.size(), 1386U);
  for (const auto& row : tables) {
    const std::string& privilege = row[4];
    const std::string resource = key_of({row[1], row[2]});
    const std::string question = row[0] + " " + privilege + " " + resource;
    const std::string arguments = "has_table_privilege(" + sql_text(row[0]) + ", " +
                                  sql_text(sql_name(row[1]) + "." + sql_name(row[2])) + ", '" + privilege;
    compare(question, row[5], arguments + "')", answers.holds(row[0], privilege, resource));
    compare(question + " to grant", row[6], arguments + " WITH GRANT OPTION')",
            answers.holds_grant_option(row[0], privilege, resource));
  }

  const SqlRows columns = rows_of(folder_ / "truth_has_column_privilege.csv");
  EXPECT_EQ(columns.size(), 1728U);
  for (const auto& row : columns) {
    const std::string resource = key_of({row[1], row[2], row[3]});
    compare(row[0] + " " + row[4] + " " + resource, row[5],
            "has_column_privilege(" + sql_text(row[0]) + ", " +
                sql_text(sql_name(row[1]) + "." + sql_name(row[2])) + ", " + sql_text(row[3]) + ", " +
                sql_text(row[4]) + ")",
            answers.holds(row[0], row[4], resource));
  }

  const SqlRows roles = rows_of(folder_ / "truth_pg_has_role.csv");
  EXPECT_EQ(roles.size(), 198U);
  for (const auto& row : roles) {
    const std::string arguments = "pg_has_role(" + sql_text(row[0]) + ", " + sql_text(row[1]) + ", ";
    compare(row[0] + " member of " + row[1], row[2], arguments + "'MEMBER')",
            answers.is_member(row[0], row[1]));
    compare(row[0] + " with the rights of " + row[1], row[3], arguments + "'USAGE')",
            answers.has_usage(row[0], row[1]));
  }

  EXPECT_EQ(differences_, std::vector<std::string>{});
}

}  // namespace
}  // namespace reeve::test
