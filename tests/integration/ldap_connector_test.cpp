// The connector against a real OpenLDAP server.
#include "connectors/ldap/ldap_connector.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "engine/core/error.h"
#include "tests/support/certificates.h"
#include "tests/support/cutting_proxy.h"
#include "tests/support/directory_texts.h"
#include "tests/support/ldap_server.h"
#include "tests/support/recording_sink.h"

namespace reeve::test {
namespace {

using Texts = std::vector<std::string>;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsSupersetOf;
using testing::UnorderedElementsAre;

constexpr const char* kContent = R"(dn: ou=people,dc=example,dc=org
objectClass: organizationalUnit
ou: people

dn: ou=groups,dc=example,dc=org
objectClass: organizationalUnit
ou: groups

dn: uid=ana,ou=people,dc=example,dc=org
objectClass: inetOrgPerson
uid: ana
cn: Ana Lopes
sn: Lopes
employeeNumber: 7
mail: ana@example.org
title: Support lead
departmentNumber: support
employeeType: Employee

dn: uid=Jörg,ou=people,dc=example,dc=org
objectClass: inetOrgPerson
objectClass: posixAccount
objectClass: shadowAccount
uid: Jörg
cn: Jörg  Kern
sn: Kern
manager: UID = Ana , OU=People,dc=EXAMPLE,dc=org
uidNumber: 1001
gidNumber: 500
homeDirectory: /
shadowExpire: 20000

dn: cn=backup,dc=example,dc=org
objectClass: simpleSecurityObject
objectClass: organizationalRole
cn: backup
userPassword: x

dn: cn=support,ou=groups,dc=example,dc=org
objectClass: groupOfNames
cn: support
owner: uid=ana,ou=people,dc=example,dc=org
member: uid=ANA,ou=people,dc=example,dc=org
member: cn=night\2C shift,ou=groups,dc=example,dc=org

dn: cn=night\, shift,ou=groups,dc=example,dc=org
objectClass: groupOfUniqueNames
cn: night, shift
uniqueMember: UID=j\C3\B6rg,ou=people,dc=example,dc=org
uniqueMember: uid=gone,ou=people,dc=example,dc=org

dn: cn=unix,ou=groups,dc=example,dc=org
objectClass: posixGroup
cn: unix
gidNumber: 500
memberUid: ana
memberUid: nobody

dn: cn=everyone in support,ou=groups,dc=example,dc=org
objectClass: groupOfURLs
cn: everyone in support
memberURL: ldap:///ou=people,dc=example,dc=org??sub?(departmentNumber=support)
)";

class LdapConnectorTest : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::string why = LdapServer::why_unavailable(); !why.empty()) GTEST_SKIP() << why;
    setenv("REEVE_TEST_LDAP_PASSWORD", LdapServer::kPassword, 1);
  }

  static SourceConfig config(const std::string& url, std::map<std::string, std::string> more = {}) {
    SourceConfig config{.name = "directory", .kind = "ldap", .options = std::move(more)};
    config.options.try_emplace("url", url);
    if (!config.options.contains("bind")) {
      config.options.try_emplace("bind_dn", LdapServer::kAdmin);
      config.options.try_emplace("password_env", "REEVE_TEST_LDAP_PASSWORD");
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
      return std::string{to_string(error.code())} + ": " + error.message();
    }
    return "no error";
  }

  FixedClock clock_{1'700'000'000'000};
};

TEST_F(LdapConnectorTest, ReadsPeopleGroupsAndMemberships) {
  const LdapServer server{{.content = kContent}};
  const RecordingSink sink = read(config(server.url(), {{"identities", "all"}}));
  EXPECT_THAT(sink.states(), ElementsAre("identity complete", "account complete", "principal complete",
                                         "membership complete"));
  EXPECT_THAT(
      identity_texts(sink[Section::identity].facts),
      UnorderedElementsAre("uid=ana,ou=people,dc=example,dc=org `Ana Lopes` employee job=Support lead "
                           "department=support number=7 email=ana@example.org",
                           "uid=jörg,ou=people,dc=example,dc=org `Jörg  Kern` unknown "
                           "manager=uid=ana,ou=people,dc=example,dc=org"));
  EXPECT_THAT(
      principal_texts(sink[Section::account].facts),
      UnorderedElementsAre("account uid=ana,ou=people,dc=example,dc=org `ana` person enabled=yes number=7 "
                           "email=ana@example.org owner=uid=ana,ou=people,dc=example,dc=org",
                           "account uid=jörg,ou=people,dc=example,dc=org `Jörg` person enabled=yes "
                           "until=2024-10-04T00:00:00Z owner=uid=jörg,ou=people,dc=example,dc=org",
                           "account cn=backup,dc=example,dc=org `backup` unknown enabled=yes"));
}

TEST_F(LdapConnectorTest, ReadsEveryKindOfGroup) {
  const LdapServer server{{.content = std::string{kContent} + R"(
dn: cn=watch,ou=groups,dc=example,dc=org
objectClass: organizationalRole
cn: watch
roleOccupant: uid=ana,ou=people,dc=example,dc=org
)"}};
  EXPECT_THAT(principal_texts(read(config(server.url()))[Section::principal].facts),
              UnorderedElementsAre(
                  "group cn=support,ou=groups,dc=example,dc=org `support` owner=uid=ana,ou=people,dc=example,dc=org",
                  "group cn=night\\, shift,ou=groups,dc=example,dc=org `night, shift`",
                  "group cn=unix,ou=groups,dc=example,dc=org `unix`",
                  "group cn=everyone in support,ou=groups,dc=example,dc=org `everyone in support`",
                  "role cn=watch,ou=groups,dc=example,dc=org `watch`"));
}

TEST_F(LdapConnectorTest, ReadsEveryKindOfMembership) {
  const LdapServer server{{.content = kContent}};
  const RecordingSink sink = read(config(server.url()));
  EXPECT_THAT(
      membership_texts(sink[Section::membership].facts),
      UnorderedElementsAre(
          "uid=ana,ou=people,dc=example,dc=org in cn=support,ou=groups,dc=example,dc=org",
          "cn=night\\, shift,ou=groups,dc=example,dc=org in cn=support,ou=groups,dc=example,dc=org",
          "uid=jörg,ou=people,dc=example,dc=org in cn=night\\, shift,ou=groups,dc=example,dc=org",
          "uid=gone,ou=people,dc=example,dc=org in cn=night\\, shift,ou=groups,dc=example,dc=org",
          "uid=jörg,ou=people,dc=example,dc=org in cn=unix,ou=groups,dc=example,dc=org",
          "uid=ana,ou=people,dc=example,dc=org in cn=unix,ou=groups,dc=example,dc=org",
          "uid=ana,ou=people,dc=example,dc=org in cn=everyone in support,ou=groups,dc=example,dc=org"));
  EXPECT_THAT(reject_texts(sink[Section::membership].rejects),
              ElementsAre("cn=unix,ou=groups,dc=example,dc=org: memberUid `nobody` is nobody's uid [nobody / "
                          "cn=unix,ou=groups,dc=example,dc=org]"));
}

}  // namespace
}  // namespace reeve::test
