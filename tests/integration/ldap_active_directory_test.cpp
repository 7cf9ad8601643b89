// The connector against a real Active Directory domain controller (Samba), as a user without any right of its
// own.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <regex>

#include "connectors/ldap/ldap_client.h"
#include "connectors/ldap/ldap_connector.h"
#include "connectors/ldap/ldap_incremental.h"
#include "connectors/ldap/ldap_session.h"
#include "engine/core/error.h"
#include "engine/store/memory_store.h"
#include "tests/support/directory_texts.h"
#include "tests/support/random_forest.h"
#include "tests/support/read_snapshot.h"
#include "tests/support/recording_sink.h"
#include "tests/support/samba_server.h"

namespace reeve::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsSupersetOf;

class LdapActiveDirectoryTest : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::string why = SambaServer::why_unavailable(); !why.empty()) {
      std::cerr << "SKIPPED Active Directory: " << why << "\n";
      GTEST_SKIP() << why;
    }
    setenv("REEVE_TEST_AD_PASSWORD", SambaServer::kPassword, 1);
    server_ = std::make_unique<SambaServer>();
    server_->change(entries_of({.users = 14, .groups = 12, .depth = 3}, SambaServer::kBase));
    server_->change(memberships_of({.users = 14, .groups = 12, .depth = 3}, SambaServer::kBase, 1));
  }

  SourceConfig config(std::map<std::string, std::string> more = {}) const {
    SourceConfig config{
        .name = "ad", .kind = "ldap", .base_dir = folder_.path().string(), .options = std::move(more)};
    config.options.try_emplace("url", server_->url());
    config.options.try_emplace("ca_file", server_->authority());
    if (!config.options.contains("bind")) {
      config.options.try_emplace("bind_dn", SambaServer::kReader);
      config.options.try_emplace("password_env", "REEVE_TEST_AD_PASSWORD");
    }
    return config;
  }

  RecordingSink read(const SourceConfig& config) {
    RecordingSink sink;
    LdapConnector{config, clock_}.read(sink, {});
    return sink;
  }

  std::string read_error(const SourceConfig& config) {
    try {
      read(config);
    } catch (const Error& error) {
      return error.message();
    }
    return "no error";
  }

  SyncRun run(const SourceConfig& source) {
    MemoryStore store;
    LdapConnector connector{source, clock_};
    return read_run(store, source, connector, clock_);
  }

  int full_reads(const SourceConfig& source) {
    const ldap::Options options = ldap::options_from(source);
    ldap::Client client{options.connection};
    const ldap::Session session{client, options};
    const auto entries = ldap::entries_for(client, session, options, clock_.now());
    for (const ldap::Search& search : {session.plan().groups, session.plan().people}) {
      EXPECT_TRUE(entries->each(search, {}, [](ldap::Entry&) {}).whole());
    }
    return dynamic_cast<ldap::IncrementalEntries&>(*entries).full_reads();
  }

  FixedClock clock_{1'700'000'000'000};
  ScratchDir folder_;
  std::unique_ptr<SambaServer> server_;
};

// The keys are GUIDs that the server made up; names say which is which.
std::map<std::string, std::string> names_of(const RecordingSink& sink) {
  std::map<std::string, std::string> names;
  for (const Section section : {Section::account, Section::principal}) {
    for (const Fact& fact : sink[section].facts) {
      const auto& principal = std::get<PrincipalFact>(fact);
      names[principal.key] = principal.display_name;
    }
  }
  return names;
}

std::vector<std::string> named(const std::vector<std::string>& texts,
                               const std::map<std::string, std::string>& names) {
  std::vector<std::string> out;
  for (std::string text : texts) {
    for (const auto& [key, name] : names) {
      for (auto at = text.find(key); at != std::string::npos; at = text.find(key))
        text.replace(at, key.size(), name);
    }
    out.push_back(text);
  }
  return out;
}

TEST_F(LdapActiveDirectoryTest, ReadsWhatTheDomainKnows) {
  server_->change(
      "dn: CN=g0,CN=Users,DC=ad,DC=test\nchangetype: modify\nadd: member\nmember: "
      "<SID=S-1-5-21-9-9-9-1111>\n\n"
      "dn: CN=g0,CN=Users,DC=ad,DC=test\nchangetype: modify\nadd: managedBy\nmanagedBy: "
      "CN=u1,CN=Users,DC=ad,DC=test\n");
  const RecordingSink sink = read(config({{"identities", "numbered"}}));
  EXPECT_THAT(sink.states(), ElementsAre("identity complete", "account complete", "principal complete",
                                         "membership complete"));
  const auto names = names_of(sink);
  EXPECT_EQ(sink[Section::identity].facts.size(), 14U);
  EXPECT_THAT(named(identity_texts(sink[Section::identity].facts), names),
              IsSupersetOf({"u0 `u0` unknown number=0", "u7 `u7` unknown manager=u3 number=7"}));
  EXPECT_THAT(named(principal_texts(sink[Section::account].facts), names),
              IsSupersetOf({"account u0 `u0` person enabled=yes until=never number=0 owner=u0",
                            "account u4 `u4` person enabled=no until=never number=4 owner=u4",
                            "account u5 `u5` person enabled=yes until=2024-02-29T00:00:00Z number=5 owner=u5",
                            "account S-1-5-21-9-9-9-1111 `S-1-5-21-9-9-9-1111` unknown enabled=unknown"}));
  EXPECT_THAT(named(principal_texts(sink[Section::account].facts), names),
              Contains(HasSubstr("account DC1$ `DC1$` machine enabled=yes")));
  EXPECT_THAT(named(principal_texts(sink[Section::principal].facts), names),
              IsSupersetOf({"group g0 `g0` owner=u1", "group Domain Users `Domain Users`",
                            "public S-1-5-11 `S-1-5-11`"}));
  EXPECT_THAT(named(membership_texts(sink[Section::membership].facts), names),
              IsSupersetOf({"u0 in Domain Users", "DC1$ in Domain Controllers", "S-1-5-21-9-9-9-1111 in g0",
                            "S-1-5-11 in Users", "Domain Users in Users"}));
  EXPECT_THAT(membership_texts(sink[Section::membership].facts), Contains(testing::EndsWith(" -inherited")));
  EXPECT_TRUE(run(config()).complete());
}

TEST_F(LdapActiveDirectoryTest, SignsInOnlyInWaysThatAreSafe) {
  EXPECT_THAT(read_error(config({{"url", "ldap://" + server_->address()}, {"tls", "off"}})),
              HasSubstr("strong(er) authentication required"));
  EXPECT_EQ(read(config({{"url", "ldap://" + server_->address()}, {"tls", "start"}})).states().size(), 3U);
  setenv("REEVE_TEST_AD_WRONG", "wrong", 1);
  EXPECT_THAT(read_error(config({{"password_env", "REEVE_TEST_AD_WRONG"}})),
              HasSubstr("invalid credentials"));
  for (const std::string& variable : server_->kerberos_for_reader()) {
    const std::size_t equals = variable.find('=');
    setenv(variable.substr(0, equals).c_str(), variable.substr(equals + 1).c_str(), 1);
  }
  EXPECT_THAT(
      read(config({{"url", "ldap://" + server_->address()}, {"tls", "off"}, {"bind", "gssapi"}})).states(),
      ElementsAre("account complete", "principal complete", "membership complete"));
  std::vector<std::string> wrong;
  for (const CheckItem& item : LdapConnector{config(), clock_}.check()) {
    if (item.ok != TriState::yes) wrong.push_back(item.what + ": " + item.detail);
  }
  EXPECT_THAT(wrong, ElementsAre());
}

TEST_F(LdapActiveDirectoryTest, AChainOfChangesEqualsAFullRead) {
  const SourceConfig changes_only = config({{"memory_dir", "memory"}, {"identities", "all"}});
  const SourceConfig whole = config({{"identities", "all"}});
  EXPECT_EQ(full_reads(changes_only), 1);
  EXPECT_EQ(full_reads(changes_only), 0);
  const std::string u1 = "dn: CN=u1,CN=Users,DC=ad,DC=test\n", g0 = "dn: CN=g0,CN=Users,DC=ad,DC=test\n";
  const std::vector<std::pair<std::string, std::string>> changes{
      {"nothing", ""},
      {"a change", u1 + "changetype: modify\nreplace: title\ntitle: Lead\n"},
      {"a cleared attribute", u1 + "changetype: modify\ndelete: title\n"},
      {"a disabled account",
       u1 + "changetype: modify\nreplace: userAccountControl\nuserAccountControl: 546\n"},
      {"a new user", "dn: CN=new,CN=Users,DC=ad,DC=test\nobjectClass: user\nsAMAccountName: new\n"},
      {"a new member", g0 + "changetype: modify\nadd: member\nmember: CN=new,CN=Users,DC=ad,DC=test\n"},
      {"a removed member",
       g0 + "changetype: modify\ndelete: member\nmember: CN=new,CN=Users,DC=ad,DC=test\n"},
      {"a member that is deleted",
       g0 + "changetype: modify\nadd: member\nmember: CN=new,CN=Users,DC=ad,DC=test\n\n"
            "dn: CN=new,CN=Users,DC=ad,DC=test\nchangetype: delete\n"},
      {"a renamed user",
       "dn: CN=u2,CN=Users,DC=ad,DC=test\nchangetype: modrdn\nnewrdn: CN=second\ndeleteoldrdn: 1\n"},
      {"a removed manager", "dn: CN=u3,CN=Users,DC=ad,DC=test\nchangetype: delete\n"},
      {"a removed group", "dn: CN=g5,CN=Users,DC=ad,DC=test\nchangetype: delete\n"}};
  for (const auto& [name, ldif] : changes) {
    if (!ldif.empty()) server_->change(ldif);
    clock_.advance(1000);
    const SyncRun expected = run(whole);
    const SyncRun found = run(changes_only);
    EXPECT_TRUE(expected.complete()) << name;
    EXPECT_EQ(found.digest, expected.digest) << name;
    EXPECT_EQ(found.sections, expected.sections) << name;
    EXPECT_EQ(full_reads(changes_only), 0) << name;
  }
}

}  // namespace
}  // namespace reeve::test
