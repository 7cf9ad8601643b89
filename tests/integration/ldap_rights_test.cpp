// The rights that connectors/ldap/README.md asks for are enough, and `check` notices where one is missing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "connectors/ldap/ldap_connector.h"
#include "engine/core/text.h"
#include "tests/support/directory_texts.h"
#include "tests/support/ldap_server.h"
#include "tests/support/paths.h"
#include "tests/support/recording_sink.h"

namespace reeve::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kReader = "cn=reeve,ou=services,dc=example,dc=org";

constexpr const char* kContent = R"(dn: ou=services,dc=example,dc=org
objectClass: organizationalUnit
ou: services

dn: cn=reeve,ou=services,dc=example,dc=org
objectClass: simpleSecurityObject
objectClass: organizationalRole
cn: reeve
userPassword: secret

dn: ou=people,dc=example,dc=org
objectClass: organizationalUnit
ou: people

dn: uid=ana,ou=people,dc=example,dc=org
objectClass: inetOrgPerson
uid: ana
cn: Ana Lopes
sn: Lopes
displayName: Ana
employeeNumber: 7
mail: ana@example.org
title: Lead
departmentNumber: support
employeeType: employee
manager: uid=ana,ou=people,dc=example,dc=org
pwdAccountLockedTime: 000001010000Z

dn: cn=support,dc=example,dc=org
objectClass: groupOfNames
cn: support
owner: uid=ana,ou=people,dc=example,dc=org
member: uid=ana,ou=people,dc=example,dc=org

dn: cn=unix,dc=example,dc=org
objectClass: posixGroup
cn: unix
gidNumber: 5
memberUid: ana

dn: cn=dynamic,dc=example,dc=org
objectClass: groupOfURLs
cn: dynamic
memberURL: ldap:///ou=people,dc=example,dc=org??sub?(departmentNumber=support)
)";

// The indented lines of the README that are lines of slapd.conf.
std::string rights_of_the_readme() {
  std::string out;
  for (const std::string& line : split(content_of(source_dir() / "connectors/ldap/README.md"), '\n')) {
    if (line.starts_with("    limits ") || line.starts_with("    access ")) out += line.substr(4) + "\n";
  }
  return out;
}

std::string without(std::string rights, const std::string& attribute) {
  const std::size_t at = rights.find("," + attribute + ",");
  EXPECT_NE(at, std::string::npos) << attribute;
  return rights.erase(at, attribute.size() + 1);
}

class LdapRightsTest : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::string why = LdapServer::why_unavailable(); !why.empty()) GTEST_SKIP() << why;
    setenv("REEVE_TEST_LDAP_PASSWORD", "secret", 1);
  }

  static LdapServer server_with(const std::string& rights) {
    return LdapServer{{.database = "overlay ppolicy\noverlay syncprov\n" + rights, .content = kContent}};
  }

  LdapConnector connector(const LdapServer& server, const std::string& who) {
    return {{.name = "directory",
             .kind = "ldap",
             .base_dir = folder_.path().string(),
             .options = {{"url", server.url()},
                         {"bind_dn", who},
                         {"password_env", "REEVE_TEST_LDAP_PASSWORD"},
                         {"memory_dir", who},
                         {"identities", "numbered"}}},
            clock_};
  }

  RecordingSink read(const LdapServer& server, const std::string& who) {
    RecordingSink sink;
    connector(server, who).read(sink, {});
    return sink;
  }

  std::vector<std::string> check(const LdapServer& server) {
    std::vector<std::string> lines;
    for (const CheckItem& item : connector(server, kReader).check()) {
      lines.push_back(item.what + " " + std::string{to_string(item.ok)} + ": " + item.detail);
    }
    return lines;
  }

  FixedClock clock_{1'700'000'000'000};
  ScratchDir folder_;
};

TEST_F(LdapRightsTest, TheReaderSeesWhatAnAdministratorSees) {
  const LdapServer server = server_with(rights_of_the_readme());
  const RecordingSink admin = read(server, LdapServer::kAdmin);
  for (int again = 0; again < 2; ++again) {  // the second time only changes
    const RecordingSink reader = read(server, kReader);
    EXPECT_THAT(reader.states(), ElementsAre("identity complete", "account complete", "principal complete",
                                             "membership complete"));
    for (const Section section :
         {Section::identity, Section::account, Section::principal, Section::membership}) {
      EXPECT_FALSE(reader[section].facts.empty()) << to_string(section);
      EXPECT_THAT(reader[section].facts, testing::UnorderedElementsAreArray(admin[section].facts))
          << to_string(section);
    }
  }
  EXPECT_THAT(principal_texts(admin[Section::account].facts), Contains(HasSubstr("enabled=no")));
  EXPECT_THAT(check(server), testing::Not(Contains(testing::ContainsRegex("^[^:]* (no|unknown): "))));
}

TEST_F(LdapRightsTest, CheckAndReadNoticeHiddenMembers) {
  const LdapServer server = server_with(without(rights_of_the_readme(), "member"));
  EXPECT_THAT(check(server),
              Contains(HasSubstr("attributes of groups no: the account may not read members (1 of 3)")));
  EXPECT_THAT(
      read(server, kReader).states(),
      Contains("membership partial: group `cn=support,dc=example,dc=org` shows no member, though its class "
               "cannot be without; let the account read its members"));
}

TEST_F(LdapRightsTest, CheckNamesWhatNoEntryShows) {
  EXPECT_THAT(check(server_with(without(rights_of_the_readme(), "entryUUID"))),
              Contains(HasSubstr("attributes of people no: the account may not read entryUUID (2 of 2)")));
  EXPECT_THAT(
      check(server_with(without(rights_of_the_readme(), "employeeNumber"))),
      Contains(testing::ContainsRegex("attributes of people yes: shown by no entry.* employeeNumber")));
  EXPECT_THAT(check(server_with(without(rights_of_the_readme(), "contextCSN"))),
              Contains(HasSubstr(
                  "read changes only no: the account may not read contextCSN of `dc=example,dc=org`")));
  EXPECT_THAT(
      check(server_with("access to attrs=userPassword by anonymous auth by * none\naccess to * by * none")),
      Contains(HasSubstr("read people no: none to be seen")));
}

}  // namespace
}  // namespace reeve::test
