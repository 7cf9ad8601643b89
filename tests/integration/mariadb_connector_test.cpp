// The connector against a real server: what an account with the rights of the README can read, and what
// happens where it cannot.
#include "connectors/mariadb/mariadb_connector.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>

#include "engine/core/error.h"
#include "tests/support/fact_text.h"
#include "tests/support/mariadb_reader.h"
#include "tests/support/recording_sink.h"

namespace reeve::test {
namespace {

using Texts = std::vector<std::string>;
using testing::Contains;
using testing::HasSubstr;

class MariadbConnectorTest : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::string why = MariadbServer::why_unavailable(); !why.empty()) {
      std::cerr << "SKIPPED MariadbConnectorTest: " << why << "\n";
      GTEST_SKIP() << why;
    }
    server_ = std::make_unique<MariadbServer>();
    server_->query(
        "create database shop;"
        "create table shop.customers (id int, email text, name text);"
        "create table shop.orders (id int, customer int);"
        "create role support; create role crm; grant crm to support;"
        "create user ann@'%'; create user 'bob b'@'localhost' account lock; create user own@'%';"
        "grant support to ann@'%' with admin option; grant crm to 'bob b'@'localhost';"
        "set default role support for ann@'%';"
        "grant select, update on shop.* to crm;"
        "grant select (email), insert (id, email) on shop.customers to ann@'%';"
        "grant delete on shop.orders to 'bob b'@'localhost' with grant option;"
        "grant select on shop.customers to own@'%';"
        "create definer = own@'%' view shop.emails as select email from shop.customers;"
        "create sql security invoker view shop.names as select name from shop.customers;"
        "create definer = own@'%' procedure shop.list() select email from customers;"
        "create procedure shop.own_rights() sql security invoker select email from customers;"
        "grant execute on procedure shop.list to public;"
        "grant select on shop.emails to ann@'%'");
    make_reader(*server_);
  }

  SourceConfig config(const std::string& user = "reeve_reader") const {
    return mariadb_source(*server_, user);
  }

  RecordingSink read(const SourceConfig& config) const {
    RecordingSink sink;
    MariadbConnector{config}.read(sink, {});
    return sink;
  }

  void revoke(const std::string& right) {
    server_->query("revoke " + right + " from reeve_reader@'127.0.0.1'");
  }

  static Texts checked(const SourceConfig& config) {
    Texts lines;
    for (const CheckItem& item : MariadbConnector{config}.check()) {
      lines.push_back(item.what + " | " + std::string{to_string(item.ok)} + " | " + item.detail);
    }
    return lines;
  }

  std::unique_ptr<MariadbServer> server_;
};

// Without what concerns only the server's own accounts and databases.
Texts about_shop(Texts texts) {
  std::erase_if(texts, [](const std::string& text) {
    return text.starts_with("root@") || text.starts_with("mariadb.sys@") || text.starts_with("reeve_reader@");
  });
  std::ranges::sort(texts);
  return texts;
}

TEST_F(MariadbConnectorTest, TheRightsOfTheReadmeAreEnough) {
  const RecordingSink sink = read(config());
  EXPECT_EQ(sink.states(), (Texts{"account complete", "principal complete", "membership complete",
                                  "resource complete", "lineage complete", "grant complete"}));
  for (const Section section : all_sections()) {
    EXPECT_EQ(sink[section].rejects, std::vector<Reject>{}) << to_string(section);
  }
  EXPECT_EQ(about_shop(texts_of<MembershipFact>(sink[Section::membership].facts)),
            (Texts{"\"bob b\"@localhost in crm +assumable",
                   "ann@% in support +inherited +assumable +administer", "support in crm +inherited"}));
  EXPECT_EQ(
      about_shop(texts_of<GrantFact>(sink[Section::grant].facts)),
      (Texts{"\"bob b\"@localhost DELETE shop.orders delete acl +grant_option",
             "PUBLIC EXECUTE shop.procedure:list execute acl", "ann@% INSERT shop.customers.email create acl",
             "ann@% INSERT shop.customers.id create acl", "ann@% SELECT shop.customers.email read acl",
             "ann@% SELECT shop.emails read acl +covers_descendants",
             "crm SELECT shop read acl +covers_descendants", "crm UPDATE shop write acl +covers_descendants",
             "own@% SELECT shop.customers read acl +covers_descendants"}));
  EXPECT_EQ(about_shop(texts_of<LineageFact>(sink[Section::lineage].facts)),
            (Texts{"shop.emails shows shop.customers.email definer own@% SELECT",
                   "shop.names shows shop.customers.name caller SELECT",
                   "shop.procedure:list shows shop.customers copy"}));
}

TEST_F(MariadbConnectorTest, LockedAccountsCannotSignIn) {
  std::map<std::string, TriState> enabled;
  const RecordingSink sink = read(config());
  for (const Fact& fact : sink[Section::account].facts) {
    const auto& account = std::get<PrincipalFact>(fact);
    enabled[account.key] = account.enabled;
  }
  EXPECT_EQ(enabled.at("ann@%"), TriState::yes);
  EXPECT_EQ(enabled.at("\"bob b\"@localhost"), TriState::no);
}

TEST_F(MariadbConnectorTest, TwoReadsOfOneStateAreEqual) {
  const RecordingSink first = read(config());
  const RecordingSink second = read(config("root"));
  for (const Section section : all_sections()) {
    EXPECT_EQ(first[section].facts, second[section].facts) << to_string(section);
  }
  EXPECT_EQ(first[Section::account].scope,
            "mariadb 127.0.0.1:" + std::to_string(server_->port()) +
                "; accounts and roles; without information_schema, and without views of the server's own "
                "databases in the lineage; accounts from mysql.global_priv; seen as reeve_reader@127.0.0.1");
}

TEST_F(MariadbConnectorTest, WithoutHashesLocksAreNotKnown) {
  std::string columns;
  for (const auto& row : server_->query("select column_name from information_schema.columns where "
                                        "table_schema = 'mysql' and table_name = 'user' and column_name not "
                                        "in ('Password', 'authentication_string')")) {
    columns += (columns.empty() ? "" : ", ") + row[0];
  }
  revoke("select (Host, User, Priv) on mysql.global_priv");
  server_->query("grant select (" + columns + ") on mysql.user to reeve_reader@'127.0.0.1'");
  const RecordingSink sink = read(config());
  EXPECT_EQ(sink.states(), (Texts{"account complete", "principal complete", "membership complete",
                                  "resource complete", "lineage complete", "grant complete"}));
  std::map<std::string, TriState> enabled;
  for (const Fact& fact : sink[Section::account].facts) {
    const auto& account = std::get<PrincipalFact>(fact);
    enabled[account.key] = account.enabled;
  }
  EXPECT_EQ(enabled.at("ann@%"), TriState::unknown);
  EXPECT_EQ(enabled.at("\"bob b\"@localhost"), TriState::unknown);
  EXPECT_THAT(texts_of<GrantFact>(sink[Section::grant].facts),
              Contains("root@localhost SELECT * read acl +grant_option +covers_descendants"));
  EXPECT_THAT(checked(config()), Contains(HasSubstr("read locks of accounts | no | ")));
}

TEST_F(MariadbConnectorTest, ATableThatIsForbiddenFailsOnlyWhatNeedsIt) {
  revoke("select on mysql.roles_mapping");
  EXPECT_THAT(read(config()).states(),
              testing::ElementsAre("account complete", "principal complete",
                                   HasSubstr("membership failed: mysql.roles_mapping: SELECT command denied"),
                                   "resource complete", "lineage complete",
                                   HasSubstr("grant failed: mysql.roles_mapping: SELECT command denied")));
}

TEST_F(MariadbConnectorTest, WithoutReferencesNothingIsTakenForAllThereIs) {
  server_->query(
      "create table shop.dropped (a int); grant select on shop.dropped to ann@'%'; drop table shop.dropped");
  revoke("references on *.*");
  const RecordingSink sink = read(config());
  EXPECT_THAT(sink.states(), Contains(HasSubstr("resource partial: the account sees only tables on which")));
  for (const Fact& fact : sink[Section::resource].facts) {
    const auto& resource = std::get<ResourceFact>(fact);
    EXPECT_FALSE(resource.kind == ResourceKind::other && !resource.labels.empty()) << resource.key;
  }
}

TEST_F(MariadbConnectorTest, AHiddenViewIsNamed) {
  revoke("select on shop.emails");
  const RecordingSink sink = read(config());
  ASSERT_EQ(sink[Section::lineage].rejects.size(), 1U);
  EXPECT_EQ(sink[Section::lineage].rejects[0].where, "shop.emails");
  EXPECT_THAT(checked(config()),
              Contains("read definitions of views | no | 1 of 2 are hidden: `shop.emails`; grant SELECT on "
                       "them, and SHOW VIEW"));
}

TEST_F(MariadbConnectorTest, RightsThatChangeMeanwhileAreNotTakenForOneMoment) {
  RecordingSink sink;
  sink.before_close = [&](Section section) {
    if (section == Section::resource) server_->query("grant insert on shop.orders to own@'%'");
  };
  MariadbConnector{config()}.read(sink, {});
  EXPECT_THAT(sink.states(),
              Contains("grant failed: mysql.tables_priv changed while it was read; run the sync again"));
}

TEST_F(MariadbConnectorTest, ALostConnectionEndsWhatIsNotRead) {
  RecordingSink sink;
  sink.before_fact = [&, cut = false](Section section) mutable {
    if (section != Section::resource || cut) return;
    cut = true;
    server_->query("kill user reeve_reader@'127.0.0.1'");
  };
  MariadbConnector{config()}.read(sink, {});
  EXPECT_THAT(sink.states(),
              testing::ElementsAre(HasSubstr("account failed: "), HasSubstr("principal failed: "),
                                   HasSubstr("membership failed: "), HasSubstr("resource partial: "),
                                   HasSubstr("lineage failed: "), HasSubstr("grant failed: ")));
}

TEST_F(MariadbConnectorTest, AReadThatIsStoppedIsNeverComplete) {
  std::stop_source stop;
  RecordingSink sink;
  sink.before_fact = [&](Section) { stop.request_stop(); };
  MariadbConnector{config()}.read(sink, stop.get_token());
  for (const std::string& state : sink.states()) EXPECT_THAT(state, HasSubstr("stopped")) << state;
}

TEST_F(MariadbConnectorTest, TheReaderCannotWrite) {
  MariadbConnection reader = server_->connect("reeve_reader", "127.0.0.1");
  EXPECT_EQ(reader.try_query("delete from shop.customers"), 1142U);
  EXPECT_EQ(reader.try_query("select email from shop.customers"), 1142U);
  EXPECT_EQ(reader.try_query("set password for ann@'%' = ''"), 1044U);
}

TEST_F(MariadbConnectorTest, AServerThatCannotProveWhoItIsIsRefused) {
  SourceConfig strict = config();
  strict.options["tls"] = "verify";
  const std::vector<CheckItem> items = MariadbConnector{strict}.check();
  ASSERT_EQ(items.size(), 1U);
  EXPECT_EQ(items[0].ok, TriState::no);
  EXPECT_THAT(items[0].detail, HasSubstr("cannot connect to `127.0.0.1:"));
}

TEST_F(MariadbConnectorTest, CheckSaysWhatWasRead) {
  EXPECT_THAT(checked(config()),
              testing::ElementsAre(HasSubstr("connect | yes | MariaDB "),
                                   testing::MatchesRegex("read mysql.global_priv . yes . [0-9]+ rows"),
                                   "read mysql.roles_mapping | yes | 5 rows",
                                   testing::MatchesRegex("read mysql.proxies_priv . yes . [0-9]+ rows"),
                                   "read mysql.db | yes | 1 rows",
                                   testing::MatchesRegex("read mysql.tables_priv . yes . [0-9]+ rows"),
                                   testing::MatchesRegex("read mysql.columns_priv . yes . [0-9]+ rows"),
                                   "read mysql.procs_priv | yes | 1 rows", "read mysql.proc | yes | 2 rows",
                                   "see all tables | yes | REFERENCES on *.*",
                                   "read definitions of views | yes | 2 views"));
}

TEST_F(MariadbConnectorTest, OptionsAreChecked) {
  SourceConfig wrong = config();
  wrong.options["port"] = "first";
  EXPECT_THROW(MariadbConnector{wrong}, Error);
  wrong = config();
  wrong.options["tls"] = "maybe";
  EXPECT_THROW(MariadbConnector{wrong}, Error);
}

}  // namespace
}  // namespace reeve::test
