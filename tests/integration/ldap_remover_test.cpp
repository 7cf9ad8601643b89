// Taking members out of groups of a real OpenLDAP server, and putting them back: exactly that member goes,
// with names that try to break out, and nothing is done where the server is not as the change says.
#include "connectors/ldap/ldap_remover.h"

#include <gmock/gmock.h>

#include "connectors/edge_collector.h"
#include "connectors/ldap/ldap_connector.h"
#include "connectors/ldap/ldap_statements.h"
#include "engine/core/text.h"
#include "tests/support/ldap_server.h"
#include "tests/support/remover_answers.h"
#include "tests/support/samba_server.h"

namespace reeve::test {
namespace {

using testing::HasSubstr;

const RemovalWords kWords{.connector = "ldap", .words = &ldap_removal_text};

constexpr const char* kContent = R"(dn: ou=people,dc=example,dc=org
objectClass: organizationalUnit
ou: people

dn: uid=ana,ou=people,dc=example,dc=org
objectClass: inetOrgPerson
objectClass: posixAccount
uid: ana
cn: Ana Lopes
sn: Lopes
uidNumber: 1
gidNumber: 5
homeDirectory: /home/ana

dn: cn=O\27Hara\2c \22Zo\C3\A9\22 \2b \3ccn=x\3e,ou=people,dc=example,dc=org
objectClass: inetOrgPerson
cn:: TydIYXJhLCAiWm/DqSIgKyA8Y249eD4=
sn: O'Hara

dn: uid=kim,ou=people,dc=example,dc=org
objectClass: inetOrgPerson
uid: kim
cn: Kim Bell
sn: Bell

dn: cn=support,dc=example,dc=org
objectClass: groupOfNames
cn: support
member: uid=Ana, ou=People,dc=example,dc=org
member: cn=O\27Hara\2c \22Zo\C3\A9\22 \2b \3ccn=x\3e,ou=people,dc=example,dc=org
member: uid=kim,ou=people,dc=example,dc=org

dn: cn=unique,dc=example,dc=org
objectClass: groupOfUniqueNames
cn: unique
uniqueMember: uid=ana,ou=people,dc=example,dc=org
uniqueMember: uid=kim,ou=people,dc=example,dc=org

dn: cn=alone,dc=example,dc=org
objectClass: groupOfNames
cn: alone
member: uid=kim,ou=people,dc=example,dc=org

dn: cn=unix,dc=example,dc=org
objectClass: posixGroup
cn: unix
gidNumber: 5
)";

class LdapRemoverTest : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::string why = LdapServer::why_unavailable(); !why.empty())
      GTEST_SKIP() << "OPENLDAP CANNOT BE STARTED, so its remover is not tested: " << why;
    ::setenv("REEVE_TEST_LDAP", LdapServer::kPassword, 1);
    server_ = std::make_unique<LdapServer>(
        LdapServerSetup{.database = "access to attrs=userPassword by anonymous auth\naccess to * by * read",
                        .content = kContent});
  }

  std::map<std::string, std::string> options(bool signed_in) const {
    std::map<std::string, std::string> out{{"url", server_->url()}, {"base", LdapServer::kBase}};
    if (signed_in) out.insert({{"bind_dn", LdapServer::kAdmin}, {"password_env", "REEVE_TEST_LDAP"}});
    if (!signed_in) out.insert({"bind", "anonymous"});
    return out;
  }
  std::unique_ptr<Remover> remover(bool signed_in = true) const {
    return ldap_remover().create(
        {.source = "dir", .kind = "ldap", .base_dir = ".", .options = options(signed_in)});
  }
  SourceEdges read() const {
    EdgeCollector sink;
    LdapConnector{{.name = "dir", .kind = "ldap", .options = options(false)}, clock_}.read(sink, {});
    return sink.take();
  }
  static EdgeChange change_of(const SourceEdges& edges, const RemovableEdge& edge) {
    return test::change_of(edges, edge, kWords);
  }
  static RemovableEdge edge(const std::string& member, const std::string& group) {
    return {"dir", Section::membership,
            edge_key(MembershipFact{.member_key = "uid=" + member + ",ou=people,dc=example,dc=org",
                                    .container_key = "cn=" + group + ",dc=example,dc=org"})};
  }

  SystemClock clock_;
  std::unique_ptr<LdapServer> server_;
};

TEST_F(LdapRemoverTest, TakesAwayExactlyThatMemberAndPutsItBack) {
  const SourceEdges before = read();
  const auto the_remover = remover();
  std::size_t removed = 0;
  for (const MembershipFact& m : before.memberships) {
    if (m.container_key.starts_with("cn=alone") || m.container_key.starts_with("cn=unix")) continue;
    const EdgeChange change = change_of(before, {"dir", Section::membership, edge_key(m)});
    EXPECT_EQ(the_remover->look(change), (RemoverAnswer{ActOutcome::done, "as planned"}));
    EXPECT_EQ(size_of(difference(before, read())), 0U);
    EXPECT_EQ(the_remover->remove(change), (RemoverAnswer{ActOutcome::done, "seen in the same connection"}))
        << change.steps.front();
    const EdgeDifference gone = difference(before, read());
    EXPECT_EQ(facts_digest(gone.lost), change.facts) << facts_words(gone.lost);
    EXPECT_EQ(the_remover->remove(change).outcome, ActOutcome::already);
    EXPECT_EQ(the_remover->restore(change).outcome, ActOutcome::done);
    EXPECT_EQ(size_of(difference(before, read())), 0U);
    EXPECT_EQ(the_remover->restore(change).outcome, ActOutcome::already);
    ++removed;
  }
  EXPECT_EQ(removed, 5U);
}

TEST_F(LdapRemoverTest, ThePlannedChangeIsLdifThatTheServersOwnToolTakes) {
  const SourceEdges before = read();
  for (const MembershipFact& m : before.memberships) {
    if (!m.container_key.starts_with("cn=support")) continue;
    const EdgeChange change = change_of(before, {"dir", Section::membership, edge_key(m)});
    server_->change(change.steps.front());
    EXPECT_EQ(facts_digest(difference(before, read()).lost), change.facts) << change.steps.front();
    server_->change(change.inverse.front());
    EXPECT_EQ(size_of(difference(before, read())), 0U) << change.inverse.front();
  }
}

TEST_F(LdapRemoverTest, SaysWhyWhereItCannot) {
  const SourceEdges before = read();
  const auto answer = [&](const std::string& member, const std::string& group, bool signed_in = true) {
    return remover(signed_in)->remove(change_of(before, edge(member, group)));
  };
  EXPECT_THAT(answer("kim", "alone").detail, HasSubstr("object class violation")) << "it may not be empty";
  EXPECT_THAT(answer("ana", "unix").detail, HasSubstr("primary group"));
  EXPECT_THAT(answer("kim", "support", false).detail, HasSubstr("modifications require authentication"));
  for (const auto& [member, group] : {std::pair{"kim", "alone"}, {"ana", "unix"}})
    EXPECT_EQ(answer(member, group).outcome, ActOutcome::refused);
  EXPECT_EQ(size_of(difference(before, read())), 0U);
}

TEST_F(LdapRemoverTest, WhoIsNamedByUidTooIsNotTakenOut) {
  server_->change("dn: cn=unix,dc=example,dc=org\nchangetype: modify\nadd: memberUid\nmemberUid: kim\n");
  EXPECT_THAT(remover()->remove(change_of(read(), edge("kim", "unix"))).detail, HasSubstr("memberUid"));
}

TEST_F(LdapRemoverTest, AGroupThatIsGoneIsAnAnswer) {
  const EdgeChange change = change_of(read(), edge("kim", "support"));
  server_->change("dn: cn=support,dc=example,dc=org\nchangetype: delete\n");
  EXPECT_THAT(remover()->remove(change).detail, HasSubstr("there is no group"));
}

// In Active Directory entries are named by their GUID, and a primary group is no value of `member`.
TEST(LdapRemoverActiveDirectory, TakesMembersOutOfGroupsAndPutsThemBack) {
  if (const std::string why = SambaServer::why_unavailable(); !why.empty())
    GTEST_SKIP() << "SAMBA CANNOT BE STARTED, so removing in Active Directory is not tested: " << why;
  const SambaServer server;
  const std::string base = SambaServer::kBase;
  const std::string ana = R"(CN=Ana \"Zo\" Lopes,CN=Users,)" + base;
  server.change("dn: " + ana + "\nobjectClass: user\nsAMAccountName: ana\n");
  ::setenv("REEVE_TEST_AD", SambaServer::kPassword, 1);
  const std::map<std::string, std::string> options{{"url", server.url()},
                                                   {"ca_file", server.authority()},
                                                   {"bind_dn", SambaServer::kAdmin},
                                                   {"password_env", "REEVE_TEST_AD"}};
  const SystemClock clock;
  const auto read = [&] {
    EdgeCollector sink;
    LdapConnector{{.name = "ad", .kind = "ldap", .options = options}, clock}.read(sink, {});
    return sink.take();
  };
  const auto remover =
      ldap_remover().create({.source = "ad", .kind = "ldap", .base_dir = ".", .options = options});
  const SourceEdges without_group = read();
  server.change("dn: CN=crm,CN=Users," + base + "\nobjectClass: group\nsAMAccountName: crm\nmember: " + ana +
                "\nmember: CN=Guest,CN=Users," + base + "\n");
  const SourceEdges before = read();
  const std::vector<Fact> ours = difference(without_group, before).gained;
  ASSERT_EQ(ours.size(), 2U);
  const auto change_of = [&](const MembershipFact& m) {
    return test::change_of(before, {"ad", Section::membership, edge_key(m)}, kWords);
  };
  for (const Fact& fact : ours) {
    const EdgeChange change = change_of(std::get<MembershipFact>(fact));
    EXPECT_EQ(remover->remove(change), (RemoverAnswer{ActOutcome::done, "seen in the same connection"}));
    EXPECT_EQ(facts_digest(difference(before, read()).lost), change.facts);
    EXPECT_EQ(remover->restore(change), (RemoverAnswer{ActOutcome::done, "seen in the same connection"}));
    EXPECT_EQ(difference(before, read()).lost.size(), 0U);
  }
  // Ana's primary group is Domain Users.
  const std::string ana_key = std::get<MembershipFact>(ours.front()).member_key;
  const std::string guest_key = std::get<MembershipFact>(ours.back()).member_key;
  int refused = 0;
  for (const MembershipFact& m : before.memberships) {
    if ((m.member_key != ana_key && m.member_key != guest_key) ||
        m.container_key == std::get<MembershipFact>(ours.front()).container_key)
      continue;
    const RemoverAnswer answer = remover->look(change_of(m));
    refused += answer.detail.find("primary group") != std::string::npos ? 1 : 0;
  }
  EXPECT_EQ(refused, 2);
}

}  // namespace
}  // namespace reeve::test
