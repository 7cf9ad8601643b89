#include "engine/workflow/removal_guards.h"

#include <gmock/gmock.h>

#include "engine/store/memory_store.h"
#include "tests/support/publish_run.h"
#include "tests/support/publish_snapshot.h"

namespace reeve::test {
namespace {

using testing::HasSubstr;

PrincipalFact account(const std::string& key, AccountKind kind = AccountKind::person,
                      TriState enabled = TriState::yes) {
  return {.key = key, .kind = PrincipalKind::account, .account_kind = kind, .enabled = enabled};
}
PrincipalFact group(const std::string& key) { return {.key = key, .kind = PrincipalKind::group}; }
MembershipFact in(const std::string& member, const std::string& container, bool administer = false) {
  return {.member_key = member, .container_key = container, .administer = administer};
}
GrantFact may(const std::string& who, Action action) {
  return {.principal_key = who,
          .resource_key = "db",
          .privilege = std::string(to_string(action)),
          .action = action};
}

class Guards : public testing::Test {
 protected:
  void build(std::vector<Fact> facts) {
    facts.emplace_back(ResourceFact{.key = "db", .kind = ResourceKind::database});
    const SyncRun run = publish_run(store_, "run", "shop", facts);
    const SnapshotInfo info = publish_snapshot(store_, {.id = "s", .as_of = 1000, .runs = {run.no}});
    snapshot_ = store_.load_snapshot(info.no);
    graph_ = std::make_unique<AccessGraph>(snapshot_);
    guards_ = std::make_unique<RemovalGuards>(settings_, *graph_);
  }
  std::string key(PrincipalIx p) const { return std::string(snapshot_.text(snapshot_[p].key)); }
  // What the guards say about the membership.
  std::string membership(const std::string& member, const std::string& container) {
    for (std::uint32_t i = 0; i < snapshot_.memberships.size(); ++i) {
      const Membership& m = snapshot_.memberships[i];
      if (key(m.member) == member && key(m.container) == container)
        return guards_->admit("shop", {{EdgeKind::membership, i}});
    }
    return "no such membership";
  }
  std::string grant(const std::string& who) {
    for (std::uint32_t i = 0; i < snapshot_.grants.size(); ++i) {
      if (key(snapshot_.grants[i].principal) == who) return guards_->admit("shop", {{EdgeKind::grant, i}});
    }
    return "no such grant";
  }

  RemovalSettings settings_;
  MemoryStore store_;
  Snapshot snapshot_;
  std::unique_ptr<AccessGraph> graph_;
  std::unique_ptr<RemovalGuards> guards_;
};

TEST_F(Guards, TheLastAdministratorStays) {
  build({account("ana"), account("bo"), account("off", AccountKind::person, TriState::no), group("admins"),
         group("readers"), in("ana", "admins"), in("bo", "admins"), in("off", "admins"), in("ana", "readers"),
         may("admins", Action::administer), may("readers", Action::read)});
  EXPECT_EQ(membership("ana", "admins"), "");
  EXPECT_EQ(membership("ana", "readers"), "");
  EXPECT_EQ(membership("bo", "admins"), "it would take away the last administrator of db in shop")
      << "a disabled account administers nothing, and ana has gone before";
  EXPECT_EQ(grant("admins"), "it would take away the last administrator of db in shop");
  EXPECT_EQ(membership("off", "admins"), "");
}

TEST_F(Guards, WhoeverAloneMayAddMembersStays) {
  build({account("ana"), account("bo"), group("crm"), in("ana", "crm", true), in("bo", "crm")});
  EXPECT_EQ(membership("bo", "crm"), "");
  EXPECT_EQ(membership("ana", "crm"), "it would take away the last administrator of crm");
}

TEST_F(Guards, BreakGlassAndBirthrightStay) {
  settings_.birthright = {"shop/everybody"};
  build({account("emergency", AccountKind::break_glass), account("bo"), group("crm"), group("everybody"),
         in("emergency", "crm"), in("bo", "everybody"), in("bo", "crm"), may("everybody", Action::read)});
  EXPECT_EQ(membership("emergency", "crm"), "emergency is a break-glass account");
  EXPECT_EQ(membership("bo", "everybody"), "everybody is everybody's by birthright");
  EXPECT_THAT(grant("everybody"), HasSubstr("by birthright"));
  EXPECT_EQ(membership("bo", "crm"), "");
}

TEST_F(Guards, OnlySoMuchGoesAtOnce) {
  settings_.most_percent = 30;
  std::vector<Fact> facts{group("crm")};
  for (int i = 0; i < 20; ++i) {
    facts.emplace_back(account("a" + std::to_string(i)));
    facts.emplace_back(in("a" + std::to_string(i), "crm"));
  }
  build(facts);
  for (int i = 0; i < 6; ++i) EXPECT_EQ(membership("a" + std::to_string(i), "crm"), "") << i;
  EXPECT_THAT(membership("a6", "crm"), HasSubstr("more than 30 % of the memberships and grants of shop"));
}

TEST_F(Guards, FewAreAlwaysAllowed) {
  settings_.most_percent = 0;
  std::vector<Fact> facts{group("crm")};
  for (int i = 0; i < 7; ++i) {
    facts.emplace_back(account("a" + std::to_string(i)));
    facts.emplace_back(in("a" + std::to_string(i), "crm"));
  }
  build(facts);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(membership("a" + std::to_string(i), "crm"), "") << i;
  EXPECT_THAT(membership("a5", "crm"), HasSubstr("more than 0 %"));
}

}  // namespace
}  // namespace reeve::test
