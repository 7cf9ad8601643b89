// The connector sql: one HR schema on every system, and what happens where a query or a row is wrong.
#include "connectors/sql/sql_connector.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <iostream>
#include <set>

#include "connectors/registry.h"
#include "engine/core/error.h"
#include "tests/support/hr_database.h"
#include "tests/support/mariadb_server.h"
#include "tests/support/postgres_server.h"
#include "tests/support/recording_sink.h"
#include "tests/support/sqlite_file.h"

namespace reeve::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using Texts = std::vector<std::string>;

constexpr const char* kOdbcDriver = "/usr/lib/x86_64-linux-gnu/odbc/libsqlite3odbc.so";
const std::string kConcatenated = "concat(e.FirstName, ' ', e.LastName)";
const std::string kJoined = "e.FirstName || ' ' || e.LastName";

// In no order, because a query without one has none.
std::set<std::string> people_in(const RecordingSink& sink) {
  std::set<std::string> people;
  for (const Fact& fact : sink[Section::identity].facts) people.insert(encode_fact(fact));
  return people;
}

class SqlConnectorTest : public testing::Test {
 protected:
  RecordingSink read(const SourceConfig& config) const {
    RecordingSink sink;
    connector(config)->read(sink, {});
    return sink;
  }

  std::unique_ptr<Connector> connector(const SourceConfig& config) const {
    return make_connector(config, connector_kinds(), clock_);
  }

  SourceConfig config(std::map<std::string, std::string> options) const {
    return {.name = "hr", .kind = "sql", .base_dir = folder_.path().string(), .options = std::move(options)};
  }

  SourceConfig sqlite() const {
    run_sqlite(folder_.path() / "hr.db", hr_database());
    return config({{"system", "sqlite"}, {"file", "hr.db"}, {"identities", hr_query()}});
  }

  std::string config_error(std::map<std::string, std::string> options) const {
    try {
      connector(config(std::move(options)));
    } catch (const Error& error) {
      return std::string{to_string(error.code())} + ": " + error.message();
    }
    return "no error";
  }

  ScratchDir folder_;
  SystemClock clock_;
};

TEST_F(SqlConnectorTest, TheHrDatabaseBecomesIdentities) {
  const RecordingSink sink = read(sqlite());
  EXPECT_EQ(sink.states(), (Texts{"identity complete"}));
  EXPECT_EQ(sink[Section::identity].rejects, std::vector<Reject>{});
  ASSERT_EQ(sink[Section::identity].facts.size(), 4U);
  EXPECT_EQ(sink[Section::identity].facts[2],
            Fact(IdentityFact{.key = "3",
                              .display_name = "Jo Falk",
                              .employment = Employment::vendor,
                              .status = IdentityStatus::left,
                              .job = "Seller Support Agent",
                              .department = "Trust and Safety",
                              .region = "APAC",
                              .manager_key = "1",
                              .employee_number = "3",
                              .email = "jo.falk@brimstow.example",
                              .start = MaybeTime::at(*parse_time("2022-02-01")),
                              .end = MaybeTime::at(*parse_time("2026-03-31"))}));
}

TEST_F(SqlConnectorTest, EverySystemGivesTheSame) {
  const std::set<std::string> expected = people_in(read(sqlite()));
  int systems = 1;
  if (std::filesystem::exists(kOdbcDriver)) {
    const auto file = folder_.path() / "hr.db";
    const RecordingSink odbc =
        read(config({{"system", "odbc"},
                     {"connection", std::string{"Driver="} + kOdbcDriver + ";Database=" + file.string()},
                     {"identities", hr_query()}}));
    EXPECT_EQ(odbc.states(), (Texts{"identity complete"}));
    EXPECT_EQ(people_in(odbc), expected) << "ODBC";
    ++systems;
  }
  if (PostgresServer::why_unavailable().empty()) {
    PostgresServer& server = PostgresServer::shared();
    server.query("create database hr");
    server.query(hr_database(), "hr");
    const RecordingSink postgresql = read(config({{"system", "postgresql"},
                                                  {"host", "127.0.0.1"},
                                                  {"port", std::to_string(server.port())},
                                                  {"database", "hr"},
                                                  {"user", "postgres"},
                                                  {"identities", hr_query()}}));
    EXPECT_EQ(postgresql.states(), (Texts{"identity complete"}));
    EXPECT_EQ(people_in(postgresql), expected) << "PostgreSQL";
    ++systems;
  }
  if (MariadbServer::why_unavailable().empty()) {
    MariadbServer& server = MariadbServer::shared();
    server.query("create database hr; use hr; " + hr_database());
    std::string query = hr_query();
    query.replace(query.find(kJoined), kJoined.size(), kConcatenated);
    query.replace(query.find("as key"), 6, "as `key`");
    query.replace(query.find("\"end\""), 5, "`end`");
    const RecordingSink mariadb = read(config({{"system", "mariadb"},
                                               {"host", server.socket()},
                                               {"database", "hr"},
                                               {"user", "root"},
                                               {"identities", query}}));
    EXPECT_EQ(mariadb.states(), (Texts{"identity complete"}));
    EXPECT_EQ(people_in(mariadb), expected) << "MariaDB";
    ++systems;
  }
  if (systems < 4) {
    std::cerr << "SKIPPED " << 4 - systems << " of 4 systems, which are not on this machine\n";
    GTEST_SKIP() << systems << " of 4 systems";
  }
}

TEST_F(SqlConnectorTest, RowsThatCannotBeUsedAreNamed) {
  SourceConfig source = sqlite();
  run_sqlite(folder_.path() / "hr.db", "update Employees set HireDate = 'soon' where EmployeeID = 2");
  const RecordingSink sink = read(source);
  EXPECT_EQ(sink[Section::identity].facts.size(), 3U);
  ASSERT_EQ(sink[Section::identity].rejects.size(), 1U);
  const Reject& reject = sink[Section::identity].rejects[0];
  EXPECT_EQ(reject.where, "row 2 of `identities`");
  EXPECT_EQ(reject.key, "2");
  EXPECT_EQ(reject.reason, "`start` is `soon`, but must be a time since 1970");
}

TEST_F(SqlConnectorTest, AQueryThatDoesNotRunFailsItsSectionAlone) {
  SourceConfig source = sqlite();
  source.options["accounts"] = "select login as key from logins";
  source.options["principals"] = "select 'x' as key";
  EXPECT_THAT(read(source).states(),
              ElementsAre("identity complete", HasSubstr("account failed: accounts: "),
                          "principal failed: principals: the column `kind` is missing in the header line"));
}

TEST_F(SqlConnectorTest, CheckSaysWhatEachQueryGives) {
  SourceConfig source = sqlite();
  source.options["accounts"] = "select Email as key, Title as shoe_size from Employees;";
  source.options["grants"] = "select nothing";
  Texts lines;
  for (const CheckItem& item : connector(source)->check()) {
    lines.push_back(item.what + " | " + std::string{to_string(item.ok)} + " | " + item.detail);
  }
  EXPECT_THAT(
      lines,
      ElementsAre("connect | yes | sqlite hr.db", "run the query `identities` | yes | 12 columns, 4 rows",
                  "run the query `accounts` | unknown | 2 columns, 4 rows; not known and not read: "
                  "shoe_size",
                  HasSubstr("run the query `grants` | no | ")));
}

TEST_F(SqlConnectorTest, AQueryCannotWrite) {
  SourceConfig source = sqlite();
  source.options["accounts"] = "delete from Employees returning Email as key";
  EXPECT_THAT(read(source).states(), ElementsAre("identity complete", HasSubstr("account failed: ")));
  source.options.erase("accounts");
  EXPECT_EQ(read(source)[Section::identity].facts.size(), 4U);
}

TEST_F(SqlConnectorTest, OptionsAreChecked) {
  EXPECT_EQ(
      config_error({{"system", "oracle"}, {"identities", "select 1"}}),
      "config: source `hr`: there is no system `oracle`; there are sqlite, postgresql, mariadb and odbc");
  EXPECT_EQ(config_error({{"system", "sqlite"}, {"file", "hr.db"}}),
            "config: source `hr`: it has no query; give at least one, such as `identities`");
  EXPECT_EQ(
      config_error({{"system", "sqlite"}, {"file", "hr.db"}, {"host", "x"}, {"identities", "select 1"}}),
      "config: source `hr`: the system `sqlite` has no option `host`");
  EXPECT_THAT(config_error({{"system", "mariadb"},
                            {"host", "db.example.org"},
                            {"database", "hr"},
                            {"user", "u"},
                            {"identities", "select 1"}}),
              HasSubstr("reeve cannot check the certificate of a MariaDB server here"));
  EXPECT_THAT(config_error({{"system", "sqlite"}, {"identites", "select 1"}}),
              HasSubstr("has no option `identites`; did you mean `identities`?"));
}

TEST_F(SqlConnectorTest, AMissingFileIsNotMade) {
  const SourceConfig source = config({{"system", "sqlite"}, {"file", "none.db"}, {"identities", "select 1"}});
  EXPECT_THAT(connector(source)->check()[0].detail, HasSubstr("there is no such file"));
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "none.db"));
}

}  // namespace
}  // namespace reeve::test
