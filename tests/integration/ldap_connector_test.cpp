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
  EXPECT_THAT(
      principal_texts(read(config(server.url()))[Section::principal].facts),
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

TEST_F(LdapConnectorTest, ReportsReferralsAndFollowsNone) {
  const LdapServer server{{.content = std::string{kContent} + R"(
dn: ou=emea,dc=example,dc=org
objectClass: referral
objectClass: extensibleObject
ou: emea
ref: ldap://127.0.0.1:1/ou=emea,dc=example,dc=org
)"}};
  const auto states = [&](const std::string& known) {
    return read(config(server.url(), {{"known_referrals", known}})).states();
  };
  const std::string reason = "`ldap://127.0.0.1:1/ou=emea,dc=example,dc=org??sub` was not asked";
  EXPECT_THAT(states(""),
              ElementsAre("account partial: people: " + reason, "principal partial: groups: " + reason,
                          "membership partial: groups: " + reason +
                              "; what people themselves say about their groups: people were not "
                              "read whole"));
  EXPECT_THAT(states("127.0.0.1"),
              ElementsAre("account complete", "principal complete", "membership complete"));
}

TEST_F(LdapConnectorTest, AMemberOutsideOfWhatIsReadIsLookedUp) {
  const LdapServer server{{.content = std::string{kContent} + R"(
dn: cn=printer,dc=example,dc=org
objectClass: device
cn: printer

dn: cn=outer,dc=example,dc=org
objectClass: groupOfNames
cn: outer
member: uid=ana,ou=people,dc=example,dc=org

dn: cn=mixed,ou=groups,dc=example,dc=org
objectClass: groupOfNames
cn: mixed
member: cn=printer,dc=example,dc=org
member: cn=outer,dc=example,dc=org
)"}};
  const RecordingSink sink = read(config(server.url(), {{"group_base", "ou=groups,dc=example,dc=org"}}));
  EXPECT_THAT(sink.states(),
              ElementsAre("account complete", "principal complete",
                          "membership partial: the group `cn=outer,dc=example,dc=org` is a member and stands "
                          "outside of the groups that are read; its own members are not known"));
  EXPECT_THAT(principal_texts(sink[Section::account].facts),
              Contains("account cn=printer,dc=example,dc=org `printer` machine enabled=unknown"));
  EXPECT_THAT(principal_texts(sink[Section::principal].facts),
              Contains("group cn=outer,dc=example,dc=org `outer`"));
}

TEST_F(LdapConnectorTest, ALimitOfTheServerIsNoEnd) {
  const LdapServer server{
      {.global = "sizelimit 2", .database = "access to * by anonymous read", .content = kContent}};
  const RecordingSink sink = read(config(server.url(), {{"bind", "anonymous"}}));
  const std::string why =
      "size limit exceeded: the server gives this account no more entries; raise its size limit";
  EXPECT_THAT(sink.states(),
              ElementsAre("account partial: people: " + why, "principal partial: groups: " + why,
                          "membership partial: groups: " + why +
                              "; what people themselves say about their groups: people were not read whole"));
}

TEST_F(LdapConnectorTest, ALostConnectionIsMadeAgainAndNothingIsReadTwice) {
  const LdapServer server{{.content = kContent}};
  CuttingProxy proxy{server.port()};
  const std::string url = "ldap://127.0.0.1:" + std::to_string(proxy.port());
  const RecordingSink whole = read(config(url, {{"page_size", "2"}}));
  for (const char* const marker : {"ana@example.org", "cn=night", "cn=unix"}) {
    proxy.cut_before(marker, 1);
    const int before = proxy.cuts();
    const RecordingSink sink = read(config(url, {{"page_size", "2"}}));
    EXPECT_EQ(proxy.cuts(), before + 1) << marker;
    EXPECT_EQ(sink.states(), whole.states()) << marker;
    for (const Section section : {Section::account, Section::principal, Section::membership}) {
      EXPECT_THAT(sink[section].facts, testing::UnorderedElementsAreArray(whole[section].facts)) << marker;
    }
  }
}

TEST_F(LdapConnectorTest, AServerThatFallsSilentIsNotWaitedForForever) {
  const LdapServer server{{.content = kContent}};
  CuttingProxy proxy{server.port()};
  proxy.stall_instead();
  proxy.cut_before("ana@example.org");
  const RecordingSink sink =
      read(config("ldap://127.0.0.1:" + std::to_string(proxy.port()), {{"timeout", "1"}}));
  EXPECT_THAT(sink.states(),
              Contains("account failed: people: timed out (the server did not answer within 1 seconds)"));
}

TEST_F(LdapConnectorTest, SignsInWithNothingButARealPassword) {
  const LdapServer server{{.content = kContent}};
  setenv("REEVE_TEST_LDAP_WRONG", "wrong", 1);
  EXPECT_EQ(read_error(config(server.url(), {{"password_env", "REEVE_TEST_LDAP_WRONG"}})),
            "source: cannot sign in to `" + server.url() + "`: invalid credentials");
  setenv("REEVE_TEST_LDAP_EMPTY", "", 1);
  EXPECT_THAT(read_error(config(server.url(), {{"password_env", "REEVE_TEST_LDAP_EMPTY"}})),
              HasSubstr("without a password"));
  EXPECT_THAT(read_error(config("ldap://127.0.0.1:1")), HasSubstr("can't contact ldap server"));
}

class LdapTlsTest : public LdapConnectorTest {
 protected:
  void SetUp() override {
    LdapConnectorTest::SetUp();
    if (!IsSkipped()) certificates_ = make_certificates(folder_.path());
  }

  LdapServerSetup setup(const std::filesystem::path& certificate, const std::filesystem::path& key) const {
    return {.global = "TLSCACertificateFile " + certificates_.authority.string() + "\nTLSCertificateFile " +
                      certificate.string() + "\nTLSCertificateKeyFile " + key.string() +
                      "\nTLSVerifyClient try\n"
                      "authz-regexp cn=reeve,o=example cn=reader,dc=example,dc=org\n"
                      "authz-regexp gidNumber=.*,cn=peercred,cn=external,cn=auth cn=reader,dc=example,dc=org",
            .database = "access to * by dn.exact=cn=reader,dc=example,dc=org read by anonymous auth",
            .content = kContent};
  }

  // Both ways: from the first byte, and by StartTLS.
  std::vector<std::string> errors(const LdapServer& server, const std::string& authority) {
    const std::map<std::string, std::string> trust =
        authority.empty() ? std::map<std::string, std::string>{}
                          : std::map<std::string, std::string>{{"ca_file", authority}};
    auto start = trust;
    start["tls"] = "start";
    return {read_error(config(server.secure_url(), trust)), read_error(config(server.url(), start))};
  }

  ScratchDir folder_;
  Certificates certificates_;
};

TEST_F(LdapTlsTest, ACertificateThatIsRightIsTakenBothWays) {
  const LdapServer server{setup(certificates_.server, certificates_.server_key)};
  EXPECT_THAT(errors(server, certificates_.authority.string()), ElementsAre("no error", "no error"));
}

TEST_F(LdapTlsTest, ACertificateThatNobodyVouchesForIsRefused) {
  // Neither may help: both are what libldap would listen to.
  setenv("LDAPTLS_REQCERT", "never", 1);
  setenv("LDAPTLS_CACERT", certificates_.self_signed.c_str(), 1);
  const LdapServer self_signed{setup(certificates_.self_signed, certificates_.self_signed_key)};
  const LdapServer other_name{setup(certificates_.other_name, certificates_.other_name_key)};
  const LdapServer right{setup(certificates_.server, certificates_.server_key)};
  for (const std::string& authority : {std::string{}, certificates_.authority.string()}) {
    EXPECT_THAT(errors(self_signed, authority), testing::Each(testing::StartsWith("source: "))) << authority;
  }
  EXPECT_THAT(errors(other_name, certificates_.authority.string()),
              testing::Each(testing::StartsWith("source: ")));
  EXPECT_THAT(errors(right, ""), testing::Each(testing::StartsWith("source: ")));
  unsetenv("LDAPTLS_REQCERT");
  unsetenv("LDAPTLS_CACERT");
}

TEST_F(LdapTlsTest, SignsInByCertificateAndByProcess) {
  const LdapServer server{setup(certificates_.server, certificates_.server_key)};
  std::map<std::string, std::string> by_certificate{{"bind", "external"},
                                                    {"ca_file", certificates_.authority.string()},
                                                    {"certificate_file", certificates_.client.string()},
                                                    {"key_file", certificates_.client_key.string()}};
  const Texts complete{"account complete", "principal complete", "membership complete"};
  EXPECT_EQ(read(config(server.secure_url(), by_certificate)).states(), complete);
  EXPECT_EQ(read(config(server.socket_url(), {{"bind", "external"}})).states(), complete);
  by_certificate.erase("certificate_file");
  by_certificate.erase("key_file");
  EXPECT_NE(read_error(config(server.secure_url(), by_certificate)), "no error");
}

}  // namespace
}  // namespace reeve::test
