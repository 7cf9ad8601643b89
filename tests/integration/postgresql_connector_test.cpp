// The connector against a real server: what a plain account can read, and what happens where it cannot.
#include "connectors/postgresql/postgresql_connector.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <map>

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "tests/support/fact_text.h"
#include "tests/support/postgres_server.h"
#include "tests/support/recording_sink.h"

namespace reeve::test {
namespace {

using Texts = std::vector<std::string>;
using testing::Contains;
using testing::HasSubstr;
using testing::IsSupersetOf;

class PostgresqlConnectorTest : public testing::Test {
 protected:
  void SetUp() override {
    server_.query("create database shop");
    server_.query(
        "create role reader login; create role \"Ann\" login; create role support;"
        "grant support to \"Ann\";"
        "create schema crm;"
        "create table crm.customers(id int, email text);"
        "create view crm.emails as select email from crm.customers;"
        "grant usage on schema crm to support;"
        "grant select on crm.customers to support with grant option;"
        "grant update (email) on crm.customers to \"Ann\"",
        "shop");
  }

  void TearDown() override {
    server_.query("drop database shop with (force)");
    server_.query("drop role reader, \"Ann\", support; drop role if exists with_password");
  }

  SourceConfig config(const std::string& user = "reader") const {
    return {.name = "shop",
            .kind = "postgresql",
            .base_dir = folder_.path().string(),
            .options = {{"host", "127.0.0.1"},
                        {"port", std::to_string(server_.port())},
                        {"database", "shop"},
                        {"user", user}}};
  }

  RecordingSink read(const SourceConfig& config) const {
    RecordingSink sink;
    PostgresqlConnector{config}.read(sink, {});
    return sink;
  }

  std::string read_error(const SourceConfig& config) const {
    try {
      read(config);
    } catch (const Error& error) {
      return std::string{to_string(error.code())} + ": " + error.message();
    }
    return "no error";
  }

  PostgresServer& server_ = PostgresServer::shared();
  ScratchDir folder_;
};

TEST_F(PostgresqlConnectorTest, APlainAccountReadsEverything) {
  const RecordingSink sink = read(config());
  EXPECT_THAT(sink.states(),
              testing::ElementsAre("account complete", "principal complete", "membership complete",
                                   HasSubstr("resource complete: left out: columns of system schemas: "),
                                   "lineage complete", "grant complete", "gate complete"));
  EXPECT_THAT(texts_of<GrantFact>(sink[Section::grant].facts),
              IsSupersetOf({"support USAGE shop.crm other acl by postgres",
                            "support SELECT shop.crm.customers read acl +grant_option +covers_descendants by "
                            "postgres",
                            "Ann UPDATE shop.crm.customers.email write acl by postgres",
                            "public CONNECT shop other built_in by postgres"}));
  EXPECT_THAT(texts_of<MembershipFact>(sink[Section::membership].facts),
              IsSupersetOf({"Ann in support +inherited +assumable by postgres",
                            "postgres in pg_database_owner +inherited +assumable"}));
  EXPECT_EQ(texts_of<LineageFact>(sink[Section::lineage].facts),
            (Texts{"shop.crm.emails shows shop.crm.customers.email definer postgres SELECT"}));
  EXPECT_EQ(sink[Section::grant].rejects, std::vector<Reject>{});
}

TEST_F(PostgresqlConnectorTest, RoutinesShowWhatTheirBodyReadsOrTheUnknown) {
  server_.query(
      "create function crm.plain(int, text) returns int language sql as 'select 1';"
      "create function crm.hidden() returns text language plpgsql security definer as "
      "$$begin return (select max(email) from crm.customers); end$$;"
      "create function crm.known() returns bigint language sql security definer "
      "begin atomic select count(email) from crm.customers; end;"
      "create function crm.calls() returns text language sql security definer "
      "begin atomic select crm.hidden(); end;"
      "create function crm.by_text() returns xml language sql security definer "
      "begin atomic select query_to_xml('select * from crm.customers', false, false, ''); end;"
      "create procedure crm.p() language sql as 'select 1';"
      "create view crm.through as select crm.hidden() h;"
      "revoke execute on function crm.hidden() from public; grant execute on function crm.hidden() to "
      "support; grant execute on function pg_read_file(text) to \"Ann\"",
      "shop");
  const RecordingSink sink = read(config());
  std::map<std::string, std::string> routines;
  for (const Fact& fact : sink[Section::resource].facts) {
    const auto& resource = std::get<ResourceFact>(fact);
    if (resource.kind == ResourceKind::routine && resource.key.starts_with("shop.crm."))
      routines[resource.key] = join(resource.labels, " ");
  }
  EXPECT_EQ(routines,
            (std::map<std::string, std::string>{{"shop.crm.plain(integer, text)", "security_invoker"},
                                                {"shop.crm.hidden()", "content:unknown security_definer"},
                                                {"shop.crm.known()", "security_definer"},
                                                {"shop.crm.calls()", "content:unknown security_definer"},
                                                {"shop.crm.by_text()", "content:unknown security_definer"},
                                                {"shop.crm.p()", "procedure security_invoker"}}));
  EXPECT_THAT(
      texts_of<LineageFact>(sink[Section::lineage].facts),
      testing::UnorderedElementsAre("shop.crm.emails shows shop.crm.customers.email definer postgres SELECT",
                                    "shop.crm.known() shows shop.crm.customers.email definer postgres SELECT",
                                    "shop.crm.through shows shop.crm.hidden() invoker EXECUTE"));
  const Texts grants = texts_of<GrantFact>(sink[Section::grant].facts);
  EXPECT_THAT(grants,
              IsSupersetOf({"support EXECUTE shop.crm.hidden() execute acl by postgres",
                            "public EXECUTE shop.crm.known() execute built_in by postgres",
                            "Ann EXECUTE shop.pg_catalog.pg_read_file(text) execute acl by postgres"}));
  EXPECT_THAT(grants,
              testing::Not(Contains("public EXECUTE shop.crm.hidden() execute built_in by postgres")));
}

TEST_F(PostgresqlConnectorTest, TheScopeNamesServerFiltersAndRights) {
  const std::string common =
      "postgresql 127.0.0.1:" + std::to_string(server_.port()) +
      "/shop; pg_roles; without pg_toast and temporary schemas, and without columns of "
      "pg_catalog and information_schema that have no ACL; seen as ";
  EXPECT_EQ(read(config())[Section::account].scope, common + "reader, not a superuser");
  EXPECT_EQ(read(config("postgres"))[Section::account].scope, common + "postgres, a superuser");
}

TEST_F(PostgresqlConnectorTest, TwoReadsOfOneStateAreEqual) {
  const RecordingSink first = read(config());
  const RecordingSink second = read(config("postgres"));
  for (const Section section : all_sections()) {
    EXPECT_EQ(first[section].facts, second[section].facts) << to_string(section);
  }
}

TEST_F(PostgresqlConnectorTest, ConfiguredPlacementStandsOnEveryResource) {
  SourceConfig placed = config();
  placed.options["region"] = "emea";
  placed.options["environment"] = "test";
  const RecordingSink sink = read(placed);
  EXPECT_GT(sink[Section::resource].facts.size(), 200U);
  for (const Fact& fact : sink[Section::resource].facts) {
    EXPECT_EQ(std::get<ResourceFact>(fact).region, "emea");
    EXPECT_EQ(std::get<ResourceFact>(fact).environment, "test");
  }
}

TEST_F(PostgresqlConnectorTest, FactsAreOfOneMoment) {
  RecordingSink sink;
  sink.before_close = [&](Section section) {
    if (section == Section::account) server_.query("create table crm.later(a int)", "shop");
  };
  PostgresqlConnector{config()}.read(sink, {});
  std::vector<std::string> keys;
  for (const Fact& fact : sink[Section::resource].facts) keys.push_back(std::get<ResourceFact>(fact).key);
  EXPECT_THAT(keys, Contains("shop.crm.customers"));
  EXPECT_THAT(keys, testing::Not(Contains("shop.crm.later")));
}

TEST_F(PostgresqlConnectorTest, ACatalogueThatIsForbiddenFailsOnlyItsSections) {
  server_.query("revoke select on pg_catalog.pg_rewrite, pg_catalog.pg_auth_members from public", "shop");
  EXPECT_THAT(
      read(config()).states(),
      testing::ElementsAre(
          "account complete", "principal complete",
          HasSubstr("membership failed: pg_auth_members: permission denied for table pg_auth_members"),
          HasSubstr("resource complete"),
          HasSubstr("lineage failed: pg_rewrite and pg_depend: permission denied for table pg_rewrite"),
          "grant complete: left out: memberships in roles that reach files or programs of the server: an "
          "unknown number",
          "gate complete"));
}

TEST_F(PostgresqlConnectorTest, WithoutRolesWhatNeedsThemFails) {
  server_.query("revoke select on pg_catalog.pg_roles from public", "shop");
  const std::string why = "permission denied for view pg_roles";
  const std::string needs = "needs pg_roles, which was not read: " + why;
  EXPECT_THAT(read(config()).states(),
              testing::ElementsAre("account failed: pg_roles: " + why, "principal failed: " + needs,
                                   "membership failed: " + needs, HasSubstr("resource complete"),
                                   "lineage failed: pg_rewrite and pg_depend: " + why,
                                   "grant failed: " + needs, "gate complete"));
}

TEST_F(PostgresqlConnectorTest, ALostConnectionEndsWhatIsNotClosed) {
  RecordingSink sink;
  sink.before_fact = [&, cut = false](Section section) mutable {
    if (section != Section::resource || cut) return;
    cut = true;
    server_.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'reeve'");
  };
  PostgresqlConnector{config()}.read(sink, {});
  EXPECT_THAT(sink.states(),
              testing::ElementsAre("account complete", "principal complete", HasSubstr("membership failed: "),
                                   HasSubstr("resource partial: pg_namespace: "),
                                   HasSubstr("lineage failed: needs pg_class, which was not read"),
                                   HasSubstr("grant failed: needs pg_namespace, which was not read"),
                                   HasSubstr("gate failed: needs pg_namespace, which was not read")));
}

TEST_F(PostgresqlConnectorTest, AQueryThatTakesTooLongFailsItsSection) {
  SourceConfig impatient = config();
  impatient.options["statement_timeout"] = "1";
  SqlConnection other = server_.connect("shop");
  other.query("begin; lock table pg_inherits in access exclusive mode");
  EXPECT_THAT(
      read(impatient).states(),
      Contains(HasSubstr("lineage partial: pg_inherits: canceling statement due to statement timeout")));
}

TEST_F(PostgresqlConnectorTest, AReadThatIsStoppedIsNeverComplete) {
  std::stop_source stop;
  RecordingSink sink;
  sink.before_fact = [&](Section section) {
    if (section == Section::resource) stop.request_stop();
  };
  PostgresqlConnector{config()}.read(sink, stop.get_token());
  EXPECT_THAT(sink.states(),
              testing::ElementsAre("account complete", "principal complete",
                                   HasSubstr("membership failed: pg_auth_members: the read was stopped"),
                                   "resource partial: pg_namespace: the read was stopped before its end",
                                   HasSubstr("lineage failed: "), HasSubstr("grant failed: "),
                                   HasSubstr("gate failed: ")));
}

TEST_F(PostgresqlConnectorTest, SignsInWithAPassword) {
  const std::string password = R"(it's "a\b" singlerows=true x:y)";
  server_.query("create role with_password login password 'it''s \"a\\b\" singlerows=true x:y'");
  setenv("REEVE_TEST_PASSWORD", password.c_str(), 1);
  SourceConfig by_environment = config("with_password");
  by_environment.options["password_env"] = "REEVE_TEST_PASSWORD";
  EXPECT_THAT(read(by_environment).states(), Contains("grant complete"));

  const auto file =
      folder_.write("shop.pgpass", R"(127.0.0.1:*:shop:with_password:it's "a\\b" singlerows=true x\:y)"
                                   "\n");
  chmod(file.c_str(), 0600);
  SourceConfig by_file = config("with_password");
  by_file.options["password_file"] = "shop.pgpass";
  EXPECT_THAT(read(by_file).states(), Contains("grant complete"));

  setenv("REEVE_TEST_PASSWORD", "wrong secret", 1);
  const std::string message = read_error(by_environment);
  EXPECT_THAT(message, HasSubstr("source: cannot connect to database `shop` on `127.0.0.1:"));
  EXPECT_THAT(message, HasSubstr("password authentication failed for user \"with_password\""));
  EXPECT_THAT(message, testing::Not(HasSubstr("wrong secret")));
}

TEST_F(PostgresqlConnectorTest, CheckSaysWhatWasReadAndWhatIsLeftOut) {
  server_.query(
      "revoke select on pg_catalog.pg_inherits from public; create sequence crm.numbers;"
      "grant pg_read_server_files to support;"
      "alter default privileges in schema crm grant select on tables to support;"
      "create policy own on crm.customers using (id = 1);"
      "create function crm.f() returns int language sql security definer as 'select 1'",
      "shop");
  std::vector<std::string> lines;
  for (const CheckItem& item : PostgresqlConnector{config()}.check()) {
    lines.push_back(item.what + " | " + std::string{to_string(item.ok)} + " | " + item.detail);
  }
  EXPECT_THAT(lines,
              testing::ElementsAre(
                  testing::MatchesRegex(
                      "connect \\| yes \\| PostgreSQL .*, database `shop`, as `reader`, a plain account"),
                  testing::MatchesRegex("read pg_roles \\| yes \\| [0-9]+ rows"),
                  testing::MatchesRegex("read pg_auth_members \\| yes \\| [0-9]+ rows"),
                  "read pg_database | yes | 1 rows", "read pg_namespace | yes | 4 rows",
                  testing::MatchesRegex("read pg_class \\| yes \\| [0-9]+ rows"),
                  testing::MatchesRegex("read pg_attribute \\| yes \\| [0-9]+ rows"),
                  testing::MatchesRegex("read pg_proc \\| yes \\| [0-9]+ rows"),
                  "read pg_rewrite and pg_depend | yes | 1 rows",
                  "read pg_inherits | no | permission denied for table pg_inherits; the account needs SELECT "
                  "on pg_inherits",
                  testing::MatchesRegex("left out: columns of system schemas \\| yes \\| [0-9]+"),
                  testing::MatchesRegex("left out: routines of system schemas \\| yes \\| [0-9]+"),
                  "left out: sequences | yes | 1", "left out: large objects | yes | 0",
                  "left out: rewrite rules that are not views | yes | 0",
                  "left out: memberships in roles that reach files or programs of the server | yes | 1",
                  "left out: default privileges, which give rights on what will be made | yes | 1",
                  "left out: user mappings of foreign servers | yes | 0",
                  "left out: row security policies, which narrow rows and end no access | yes | 1",
                  "left out: other databases of the server | yes | 1 (postgres)"));
  EXPECT_THAT(
      read(config()).states(),
      Contains(
          "grant complete: left out: memberships in roles that reach files or programs of the server: 1; "
          "default privileges, which give rights on what will be made: 1; row security policies, which "
          "narrow rows and end no access: 1"));
}

TEST_F(PostgresqlConnectorTest, CheckReportsThatNobodyAnswers) {
  SourceConfig nowhere = config();
  nowhere.options["port"] = "1";
  const std::vector<CheckItem> items = PostgresqlConnector{nowhere}.check();
  ASSERT_EQ(items.size(), 1U);
  EXPECT_EQ(items[0].what, "connect");
  EXPECT_EQ(items[0].ok, TriState::no);
  EXPECT_THAT(items[0].detail, HasSubstr("cannot connect to database `shop` on `127.0.0.1:1` as `reader`: "));
}

TEST_F(PostgresqlConnectorTest, OptionsAreChecked) {
  SourceConfig wrong = config();
  wrong.options["statement_timeout"] = "soon";
  EXPECT_EQ(read_error(wrong), "config: source `shop`: `statement_timeout` is `soon`; use 1 to 86400");
}

}  // namespace
}  // namespace reeve::test
