// The groups that we find for every user of a random domain are those that a domain controller puts into the
// user's token. $REEVE_FOREST_USERS, $REEVE_FOREST_GROUPS and $REEVE_RANDOM_SEED for wider runs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <map>
#include <set>

#include "connectors/ldap/ldap_client.h"
#include "connectors/ldap/ldap_connector.h"
#include "connectors/ldap/ldap_values.h"
#include "tests/support/random_cases.h"
#include "tests/support/random_forest.h"
#include "tests/support/recording_sink.h"
#include "tests/support/samba_server.h"

namespace reeve::test {
namespace {

using Texts = std::set<std::string>;

class Tokens {
 public:
  explicit Tokens(const SambaServer& server)
      : client_{{.url = server.url(),
                 .tls = ldap::Tls::from_first_byte,
                 .bind_dn = SambaServer::kAdmin,
                 .password = SambaServer::kPassword,
                 .ca_file = server.authority()}} {}

  ldap::Entry entry(const std::string& dn, const std::string& attribute) {
    ldap::Outcome outcome;
    const auto found =
        entry_of(client_, {.base = dn, .scope = ldap::Scope::base, .attributes = {attribute}}, outcome);
    EXPECT_TRUE(found && outcome.whole()) << dn << ": " << outcome.problem;
    return found.value_or(ldap::Entry{});
  }

  Texts groups_of(const std::string& guid) {
    Texts sids;
    const ldap::Entry user = entry("<GUID=" + guid + ">", "tokenGroups");
    for (const std::string& sid : *user.values("tokenGroups"))
      sids.insert(ldap::sid_text(sid).value_or("no SID"));
    return sids;
  }

  std::string relative_id(const std::string& dn) {
    const std::string sid = ldap::sid_text(entry(dn, "objectSid").first("objectSid")).value_or("");
    return sid.substr(sid.rfind('-') + 1);
  }

 private:
  ldap::Client client_;
};

// The SIDs of what an account is in, through any number of groups.
class Closure {
 public:
  explicit Closure(const RecordingSink& sink) {
    for (const Fact& fact : sink[Section::membership].facts) {
      const auto& membership = std::get<MembershipFact>(fact);
      if (membership.inherited) containers_.emplace(membership.member_key, membership.container_key);
    }
    for (const Fact& fact : sink[Section::principal].facts) {
      const auto& group = std::get<PrincipalFact>(fact);
      sids_.emplace(group.key, group.second_key);
    }
  }

  Texts groups_of(const std::string& key) const {
    Texts seen, sids;
    std::vector<std::string> open{key};
    while (!open.empty()) {
      const std::string member = open.back();
      open.pop_back();
      const auto [begin, end] = containers_.equal_range(member);
      for (auto each = begin; each != end; ++each) {
        if (!seen.insert(each->second).second) continue;
        open.push_back(each->second);
        sids.insert(sids_.at(each->second));
      }
    }
    return sids;
  }

 private:
  std::multimap<std::string, std::string> containers_;
  std::map<std::string, std::string> sids_;
};

TEST(LdapTokens, EqualWhatADomainControllerWorksOut) {
  if (const std::string why = SambaServer::why_unavailable(); !why.empty()) {
    std::cerr << "SKIPPED Active Directory: " << why << "\n";
    GTEST_SKIP() << why;
  }
  const RandomForest forest{.users = static_cast<int>(number_from("REEVE_FOREST_USERS", 120)),
                            .groups = static_cast<int>(number_from("REEVE_FOREST_GROUPS", 40))};
  const SambaServer server;
  const std::string base = SambaServer::kBase;
  server.change(entries_of(forest, base));
  server.change(memberships_of(forest, base, number_from("REEVE_RANDOM_SEED", 1)));
  Tokens tokens{server};
  // Some have another primary group, of which they must be members before.
  for (int user = 2; user < forest.users; user += 17) {
    const std::string group = "CN=g1,CN=Users," + base,
                      dn = "CN=u" + std::to_string(user) + ",CN=Users," + base;
    server.change("dn: CN=p" + std::to_string(user) + ",CN=Users," + base +
                  "\nobjectClass: group\nsAMAccountName: p" + std::to_string(user) + "\nmember: " + dn +
                  "\n\ndn: " + group + "\nchangetype: modify\nadd: member\nmember: CN=p" +
                  std::to_string(user) + ",CN=Users," + base + "\n");
    server.change("dn: " + dn + "\nchangetype: modify\nreplace: primaryGroupID\nprimaryGroupID: " +
                  tokens.relative_id("CN=p" + std::to_string(user) + ",CN=Users," + base) + "\n");
  }

  setenv("REEVE_TEST_AD_PASSWORD", SambaServer::kPassword, 1);
  FixedClock clock{1'700'000'000'000};
  RecordingSink sink;
  LdapConnector{{.name = "ad",
                 .kind = "ldap",
                 .options = {{"url", server.url()},
                             {"ca_file", server.authority()},
                             {"bind_dn", SambaServer::kReader},
                             {"password_env", "REEVE_TEST_AD_PASSWORD"}}},
                clock}
      .read(sink, {});
  EXPECT_THAT(sink.states(),
              testing::ElementsAre("account complete", "principal complete", "membership complete"));
  const Closure closure{sink};
  int compared = 0;
  std::size_t largest = 0;
  for (const Fact& fact : sink[Section::account].facts) {
    const auto& account = std::get<PrincipalFact>(fact);
    if (!account.display_name.starts_with("u")) continue;
    const Texts ours = closure.groups_of(account.key);
    EXPECT_EQ(ours, tokens.groups_of(account.key)) << account.display_name;
    largest = std::max(largest, ours.size());
    ++compared;
  }
  EXPECT_EQ(compared, forest.users);
  EXPECT_GT(largest, 8U) << "the groups do not lie deep enough to show anything";
  std::cerr << compared << " users compared, up to " << largest << " groups each\n";
}

}  // namespace
}  // namespace reeve::test
