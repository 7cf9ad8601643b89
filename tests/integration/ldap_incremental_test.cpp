// A full read and a chain of reads that ask for changes only tell the same.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "connectors/ldap/ldap_client.h"
#include "connectors/ldap/ldap_connector.h"
#include "connectors/ldap/ldap_incremental.h"
#include "connectors/ldap/ldap_session.h"
#include "engine/store/memory_store.h"
#include "tests/support/ldap_server.h"
#include "tests/support/read_snapshot.h"

namespace reeve::test {
namespace {

constexpr int kPeople = 60;

std::string person(int number) {
  const std::string n = std::to_string(number);
  return "dn: uid=person" + n + ",ou=people,dc=example,dc=org\nobjectClass: inetOrgPerson\nuid: person" + n +
         "\ncn: Person " + n + "\nsn: " + n + "\nmail: person" + n + "@example.org\nuserPassword: secret\n\n";
}

std::string group(int number) {
  return "dn: cn=group" + std::to_string(number) +
         ",ou=groups,dc=example,dc=org\nobjectClass: groupOfNames\ncn: group" + std::to_string(number) +
         "\nmember: uid=person" + std::to_string(number) + ",ou=people,dc=example,dc=org\n\n";
}

std::string content() {
  std::string text;
  for (const char* const unit : {"people", "groups"}) {
    text += std::string{"dn: ou="} + unit +
            ",dc=example,dc=org\nobjectClass: organizationalUnit\nou: " + unit + "\n\n";
  }
  for (int number = 0; number < kPeople; ++number) text += person(number);
  for (int number = 0; number < 10; ++number) text += group(number);
  return text;
}

constexpr const char* kPerson0 = "dn: uid=person0,ou=people,dc=example,dc=org\n";
constexpr const char* kGroup0 = "dn: cn=group0,ou=groups,dc=example,dc=org\n";

class LdapIncrementalTest : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (const std::string why = LdapServer::why_unavailable(); !why.empty()) GTEST_SKIP() << why;
    setenv("REEVE_TEST_LDAP_PASSWORD", LdapServer::kPassword, 1);
    server_ = std::make_unique<LdapServer>(LdapServerSetup{
        .database = std::string{"overlay syncprov\n"} + GetParam() + "\noverlay ppolicy\nlastbind on\n",
        .content = content()});
  }

  SourceConfig config(bool remembers) const {
    SourceConfig config{.name = "directory", .kind = "ldap", .base_dir = folder_.path().string()};
    config.options = {{"url", server_->url()},
                      {"bind_dn", LdapServer::kAdmin},
                      {"password_env", "REEVE_TEST_LDAP_PASSWORD"},
                      {"identities", "all"}};
    if (remembers) config.options["memory_dir"] = "memory";
    return config;
  }

  SyncRun run(bool remembers) {
    MemoryStore store;
    const SourceConfig source = config(remembers);
    LdapConnector connector{source, clock_};
    return read_run(store, source, connector, clock_);
  }

  // Whether people were read in full: 1 or 0. Groups always are.
  int full_reads() {
    ldap::Options options = ldap::options_from(config(true));
    ldap::Client client{options.connection};
    const ldap::Session session{client, options};
    const auto entries = ldap::entries_for(client, session, options, clock_.now());
    for (const ldap::Search& search : {session.plan().groups, session.plan().people}) {
      EXPECT_TRUE(entries->each(search, {}, [](ldap::Entry&) {}).whole());
    }
    return dynamic_cast<ldap::IncrementalEntries&>(*entries).full_reads();
  }

  void expect_the_same(const std::string& after) {
    const SyncRun whole = run(false);
    const SyncRun changes = run(true);
    EXPECT_TRUE(whole.complete()) << after;
    EXPECT_EQ(whole.digest, changes.digest) << after;
    EXPECT_EQ(whole.sections, changes.sections) << after;
  }

  FixedClock clock_{1'700'000'000'000};
  ScratchDir folder_;
  std::unique_ptr<LdapServer> server_;
};

TEST_P(LdapIncrementalTest, AChainOfChangesEqualsAFullRead) {
  expect_the_same("the first read");
  const std::vector<std::pair<std::string, std::string>> changes{
      {"nothing", ""},
      {"a change", std::string{kPerson0} + "changetype: modify\nreplace: mail\nmail: new@example.org\n"},
      {"a new person", person(1000)},
      {"a removed person", "dn: uid=person1,ou=people,dc=example,dc=org\nchangetype: delete\n"},
      {"a new member",
       std::string{kGroup0} +
           "changetype: modify\nadd: member\nmember: uid=person5,ou=people,dc=example,dc=org\n"},
      {"a removed member",
       std::string{kGroup0} +
           "changetype: modify\ndelete: member\nmember: uid=person5,ou=people,dc=example,dc=org\n"},
      {"a manager",
       std::string{kPerson0} +
           "changetype: modify\nadd: manager\nmanager: uid=person1000,ou=people,dc=example,dc=org\n"},
      {"a member again",
       std::string{kGroup0} +
           "changetype: modify\nadd: member\nmember: uid=person1000,ou=people,dc=example,dc=org\n"},
      {"that member is deleted", "dn: uid=person1000,ou=people,dc=example,dc=org\nchangetype: delete\n"},
      {"a removed group", "dn: cn=group3,ou=groups,dc=example,dc=org\nchangetype: delete\n"},
      {"a renamed person",
       "dn: uid=person2,ou=people,dc=example,dc=org\nchangetype: modrdn\nnewrdn: uid=second\ndeleteoldrdn: "
       "1\n"},
      {"a locked account",
       std::string{kPerson0} +
           "changetype: modify\nreplace: pwdAccountLockedTime\npwdAccountLockedTime: 000001010000Z\n"},
      {"a sign-in", "sign in"},
      {"a renamed unit",
       "dn: ou=people,dc=example,dc=org\nchangetype: modrdn\nnewrdn: ou=staff\ndeleteoldrdn: 1\n"},
      {"one that is no longer a person",
       "dn: uid=person7,ou=staff,dc=example,dc=org\nchangetype: delete\n\n"
       "dn: uid=person7,ou=staff,dc=example,dc=org\nchangetype: add\nobjectClass: device\nobjectClass: "
       "uidObject\ncn: x\nuid: person7\n"}};
  for (const auto& [name, ldif] : changes) {
    if (ldif == "sign in") {
      run_command({"/usr/bin/ldapwhoami", "-x", "-H", server_->url(), "-D",
                   "uid=person9,ou=people,dc=example,dc=org", "-w", "secret"});
    } else if (!ldif.empty()) {
      server_->change(ldif);
    }
    clock_.advance(1000);
    expect_the_same(name);
  }
}

TEST_P(LdapIncrementalTest, AsksForChangesOnlyWhileThatIsSure) {
  EXPECT_EQ(full_reads(), 1);
  EXPECT_EQ(full_reads(), 0);
  server_->change(std::string{kPerson0} + "changetype: modify\nreplace: mail\nmail: new@example.org\n");
  EXPECT_EQ(full_reads(), 0);
  server_->change("dn: ou=more,dc=example,dc=org\nobjectClass: organizationalUnit\nou: more\n");
  EXPECT_EQ(full_reads(), 1) << "an upper name is new";
  EXPECT_EQ(full_reads(), 0);
  clock_.advance(8 * kDay);
  EXPECT_EQ(full_reads(), 1) << "the last full read is too old";
  EXPECT_EQ(full_reads(), 0);
  for (const auto& file : std::filesystem::directory_iterator{folder_.path() / "memory"}) {
    EXPECT_EQ(std::filesystem::status(file).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    std::fstream damage{file.path(), std::ios::in | std::ios::out | std::ios::binary};
    damage.seekp(200);
    damage.put('\xff');
  }
  EXPECT_EQ(full_reads(), 1) << "what was kept is damaged";
  EXPECT_EQ(full_reads(), 0);
}

std::string provider_name(const testing::TestParamInfo<const char*>& each) {
  constexpr const char* kNames[] = {"Plain", "WithSessionLog", "WithRefint"};
  return kNames[each.index];
}

INSTANTIATE_TEST_SUITE_P(Providers, LdapIncrementalTest,
                         testing::Values("", "syncprov-sessionlog 100",
                                         "overlay refint\nrefint_attributes member manager"),
                         provider_name);

}  // namespace
}  // namespace reeve::test
