#include "tests/conformance/ldap_fixture.h"

#include <cstdlib>

#include "tests/support/cutting_proxy.h"
#include "tests/support/ldap_server.h"

namespace reeve::test {
namespace {

constexpr int kPeople = 40;
constexpr int kGroups = 10;

// Every attribute that the connector may ask for is there, so that a check has nothing to ask about.
std::string person(int number) {
  const std::string n = std::to_string(number);
  const std::string dn = "uid=person" + n + ",ou=people,dc=example,dc=org";
  return "dn: " + dn +
         "\nobjectClass: inetOrgPerson\nobjectClass: posixAccount\nobjectClass: shadowAccount\nuid: person" +
         n + "\ncn: Person " + n + "\nsn: " + n + "\ndisplayName: Person " + n + "\nmail: person" + n +
         "@example.org\nemployeeNumber: " + n + "\nuidNumber: " + n + "\ngidNumber: 1\nhomeDirectory: /\n\n";
}

std::string group(int number) {
  std::string text = "dn: cn=group" + std::to_string(number) +
                     ",ou=groups,dc=example,dc=org\nobjectClass: groupOfNames\ncn: group" +
                     std::to_string(number) + "\n";
  for (int member = number; member < kPeople; member += kGroups) {
    text += "member: uid=person" + std::to_string(member) + ",ou=people,dc=example,dc=org\n";
  }
  return text + "\n";
}

std::string content() {
  std::string text =
      "dn: ou=people,dc=example,dc=org\nobjectClass: organizationalUnit\nou: people\n\n"
      "dn: ou=groups,dc=example,dc=org\nobjectClass: organizationalUnit\nou: groups\n\n";
  for (int number = 0; number < kPeople; ++number) text += person(number);
  for (int number = 0; number < kGroups; ++number) text += group(number);
  return text;
}

class LdapFixture final : public ConnectorFixture {
 public:
  SourceConfig prepare(const std::filesystem::path&) override {
    proxy_.cut_before("");
    setenv("REEVE_TEST_LDAP_PASSWORD", LdapServer::kPassword, 1);
    return {.name = "directory",
            .kind = "ldap",
            .options = {{"url", "ldap://127.0.0.1:" + std::to_string(proxy_.port())},
                        {"bind_dn", LdapServer::kAdmin},
                        {"password_env", "REEVE_TEST_LDAP_PASSWORD"},
                        {"identities", "all"},
                        {"page_size", "7"}}};
  }

  std::vector<Section> sections() const override {
    return {Section::identity, Section::account, Section::principal, Section::membership};
  }

  void cut(Section section) override {
    const bool people = section == Section::identity || section == Section::account;
    // The address stands only in the entry itself, the name of a person also among the members of groups.
    proxy_.cut_before(people ? "person20@example.org" : "cn=group5,");
  }

 private:
  LdapServer server_{{.content = content()}};
  CuttingProxy proxy_{server_.port()};
};

}  // namespace

ConnectorFixtureKind ldap_fixture() {
  return {.kind = "ldap", .unavailable = &LdapServer::why_unavailable, .make = [] {
            return std::make_unique<LdapFixture>();
          }};
}

}  // namespace reeve::test
