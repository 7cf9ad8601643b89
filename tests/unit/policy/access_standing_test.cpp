// History, peers and kind of an access: values at their edges.
#include <gtest/gtest.h>

#include "engine/core/text.h"
#include "engine/policy/attribute_builder.h"
#include "tests/support/small_company.h"

namespace reeve {
namespace {

using test::SmallCompany;
using test::subject_of;

constexpr CategorySet kEmail = 1, kSales = 2;
constexpr UtcMillis kNow = SmallCompany::kAsOf;
constexpr MaybeTime days_ago(int days) { return MaybeTime::at(kNow - days * kDay); }

class AccessStandingTest : public ::testing::Test {
 protected:
  AccessStandingTest() {
    company.resource("db");
    company.resource("orders", "db");
    company.resource("email", "orders");
  }

  // Ana holds SELECT on orders since so many days, by her own account and a role.
  void ana_holds_orders(int days = 100) {
    ana = company.person("ana");
    company.account("ana_login", OwnerState::correlated, "ana");
    select = company.entitlement(access, "orders", "SELECT", kEmail);
    SmallCompany::access(access, subject_of(ana), select, {.usability = Usability::usable});
    access.since[0] = days_ago(days);
  }

  AttributeColumns build() {
    access.reach.resize(company.snapshot.principals.size());
    access.reaches_undecided.resize(company.snapshot.principals.size());
    AttributeSources sources{company.snapshot, access, waivers, findings, bands};
    sources.settings.export_privileges = {"export"};
    sources.revoked = [this]() -> const RevokedAccesses& { return revoked; };
    return build_attributes(Grain::access, sources);
  }

  Json value(const std::string& name, std::size_t row = 0) {
    const AttributeColumns columns = build();
    for (const AttributeColumn& column : columns.columns) {
      if (column.name == name) return column.values.at(column.codes.at(row));
    }
    ADD_FAILURE() << "no column " << name;
    return {};
  }

  void approvals_are(SectionState state) {
    company.snapshot.runs[1].sections[static_cast<std::size_t>(Section::approval)].state = state;
  }

  Approval& approve(const std::string& subject, const std::string& target,
                    const std::string& privilege = {}) {
    approvals_are(SectionState::complete);
    Approval approval;
    approval.origin.source = SourceIx(1);
    approval.subject_key = company.text(subject);
    approval.target_key = company.text(target);
    approval.privilege = privilege.empty() ? StringRef{} : company.text(privilege);
    approval.until = MaybeTime::never();
    return company.snapshot.approvals.emplace_back(approval);
  }

  PrincipalIx role(const std::string& key) {
    const PrincipalIx ix = company.account(key, OwnerState::none);
    company.snapshot.principals[ix.value].kind = PrincipalKind::role;
    return ix;
  }

  void grant(PrincipalIx principal, const std::string& resource) {
    Grant grant;
    grant.principal = principal;
    grant.resource = company.find_resource(resource);
    grant.privilege = company.text("SELECT");
    company.snapshot.grants.push_back(grant);
  }

  Membership& join(PrincipalIx member, PrincipalIx container) {
    Membership membership;
    membership.origin.source = SourceIx(1);
    membership.member = member;
    membership.container = container;
    return company.snapshot.memberships.emplace_back(membership);
  }

  SmallCompany company;
  AccessTable access;
  IdentityIx ana;
  EntitlementIx select;
  RevokedAccesses revoked;
  std::vector<Waiver> waivers;
  std::vector<Finding> findings;
  Bands bands{{30, 90}};
};

TEST_F(AccessStandingTest, ApprovalsAreUnknownWhereNoSourceTells) {
  ana_holds_orders();
  EXPECT_EQ(value("access.approval"), nullptr);
  approvals_are(SectionState::complete);
  EXPECT_EQ(value("access.approval"), "none");
  for (const SectionState state :
       {SectionState::complete_with_rejects, SectionState::partial, SectionState::failed}) {
    approvals_are(state);
    EXPECT_EQ(value("access.approval"), nullptr) << to_string(state);
  }
}

TEST_F(AccessStandingTest, WhatIsApprovedIsSeenInARecordThatIsNotWhole) {
  ana_holds_orders();
  approve("ana", "orders");
  approvals_are(SectionState::partial);
  EXPECT_EQ(value("access.approval"), "approved");
  company.snapshot.approvals[0].until = days_ago(0);
  EXPECT_EQ(value("access.approval"), nullptr) << "a newer one may be missing";
}

TEST_F(AccessStandingTest, AnApprovalNamesThePersonByKeyNumberOrAccount) {
  ana_holds_orders();
  company.identity("ana").employee_number = company.text("4711");
  for (const char* const subject : {"ana", "4711", "ana_login"}) {
    company.snapshot.approvals.clear();
    approve(subject, "orders");
    EXPECT_EQ(value("access.approval"), "approved") << subject;
  }
  company.snapshot.approvals.clear();
  approve("ben", "orders");
  EXPECT_EQ(value("access.approval"), "none");
}

TEST_F(AccessStandingTest, AnApprovalCoversTheResourceAndWhatItHolds) {
  ana_holds_orders();
  const std::vector<std::tuple<std::string, std::string, Json>> cases{
      {"orders", "", "approved"},      {"orders", "SELECT", "approved"},
      {"db", "SELECT", "approved"},    {"orders", "UPDATE", "other_right"},
      {"db", "UPDATE", "other_right"}, {"email", "SELECT", "other_right"},
      {"elsewhere", "", "none"}};
  for (const auto& [target, privilege, state] : cases) {
    company.snapshot.approvals.clear();
    approve("ana", target, privilege);
    EXPECT_EQ(value("access.approval"), state) << target << " " << privilege;
  }
}

TEST_F(AccessStandingTest, AnApprovalOfARoleCoversWhatTheRoleGives) {
  ana_holds_orders();
  const PrincipalIx team = role("team"), reader = role("reader"), other = role("other");
  grant(reader, "orders");
  grant(other, "email");
  Membership& nested = join(team, reader);
  nested.inherited = false;
  nested.assumable = true;
  for (const auto& [target, state] :
       {std::pair{"reader", "approved"}, {"team", "approved"}, {"other", "none"}}) {
    company.snapshot.approvals.clear();
    approve("ana", target);
    EXPECT_EQ(value("access.approval"), state) << target;
  }
  company.snapshot.memberships[0].valid_until = days_ago(0);
  company.snapshot.approvals.clear();
  approve("ana", "team");
  EXPECT_EQ(value("access.approval"), "none") << "the team does not give it any more";
}

TEST_F(AccessStandingTest, AnApprovalHoldsUntilItsEndAndFromItsBegin) {
  ana_holds_orders();
  approve("ana", "orders");
  Approval& approval = company.snapshot.approvals[0];
  const std::vector<std::tuple<MaybeTime, MaybeTime, Json>> cases{
      {MaybeTime::unknown(), MaybeTime::unknown(), "approved"},
      {days_ago(0), MaybeTime::at(kNow + 1), "approved"},
      {days_ago(9), days_ago(0), "expired"},
      {MaybeTime::at(kNow + 1), MaybeTime::never(), "none"}};
  for (const auto& [from, until, state] : cases) {
    approval.from = from;
    approval.until = until;
    EXPECT_EQ(value("access.approval"), state) << format_time(from) << " to " << format_time(until);
  }
  approval.from = MaybeTime::unknown();
  approval.until = days_ago(1);
  approve("ana", "db");
  EXPECT_EQ(value("access.approval"), "approved") << "the best of two counts";
}

TEST_F(AccessStandingTest, AccessOfAnEarlierJob) {
  ana_holds_orders();
  Identity& person = company.identity("ana");
  struct Moved {
    const char* why;
    MaybeTime start, job_since, since;
    Json kept;
  };
  const std::vector<Moved> cases{
      {"HR does not tell", days_ago(900), MaybeTime::unknown(), days_ago(100), nullptr},
      {"never moved", days_ago(50), days_ago(50), days_ago(100), false},
      {"before the move", days_ago(900), days_ago(99), days_ago(100), true},
      {"on the day of the move", days_ago(900), days_ago(100), days_ago(100), false},
      {"after the move", days_ago(900), days_ago(101), days_ago(100), false},
      {"start not told", MaybeTime::unknown(), days_ago(99), days_ago(100), true},
      {"since when not told", days_ago(900), days_ago(99), MaybeTime::unknown(), nullptr}};
  for (const Moved& c : cases) {
    person.start = c.start;
    person.job_since = c.job_since;
    access.since[0] = c.since;
    EXPECT_EQ(value("access.kept_from_old_job"), c.kept) << c.why;
  }
  person.start = days_ago(900);
  person.job_since = days_ago(60);
  access.since[0] = days_ago(100);
  approve("ana", "orders");
  for (const auto& [from, kept] : {std::pair{61, true}, {60, false}, {1, false}}) {
    company.snapshot.approvals[0].from = days_ago(from);
    EXPECT_EQ(value("access.kept_from_old_job"), kept) << "approved " << from << " days ago";
  }
}

TEST_F(AccessStandingTest, DaysInTheJobAreABand) {
  ana_holds_orders();
  EXPECT_EQ(value("identity.job_age_band"), nullptr);
  for (const auto& [days, band] :
       {std::pair{0, "0-29"}, {29, "0-29"}, {30, "30-89"}, {89, "30-89"}, {90, "90+"}}) {
    company.identity("ana").job_since = days_ago(days);
    EXPECT_EQ(value("identity.job_age_band"), band) << days;
  }
}

TEST_F(AccessStandingTest, PeersAreOthersAtWorkWithTheSameJobAndDepartment) {
  ana_holds_orders();
  const StringRef clerk = company.text("Clerk"), sales = company.text("Sales");
  EXPECT_EQ(value("access.peer_share"), nullptr) << "no job told";
  const auto hire = [&](const std::string& key) {
    company.person(key);
    company.identity(key).job = clerk;
    company.identity(key).department = sales;
  };
  company.identity("ana").job = clerk;
  company.identity("ana").department = sales;
  for (const char* const key : {"b", "c", "d", "e"}) hire(key);
  EXPECT_EQ(value("access.peer_share"), "few") << "four others";
  hire("f");
  EXPECT_EQ(value("access.peer_share"), "0-4") << "none of five others";
  company.identity("f").department = company.text("Finance");
  EXPECT_EQ(value("access.peer_share"), "few") << "another department";
  company.identity("f").department = sales;
  company.identity("f").status = IdentityStatus::left;
  EXPECT_EQ(value("access.peer_share"), "few") << "who has left is no peer";
  company.identity("f").status = IdentityStatus::leave;
  EXPECT_EQ(value("access.peer_share"), "0-4");
}

TEST_F(AccessStandingTest, TheShareOfPeersIsABandAtItsEdges) {
  ana_holds_orders();
  const StringRef clerk = company.text("Clerk");
  company.identity("ana").job = clerk;
  std::vector<IdentityIx> others;
  for (int i = 0; i < 20; ++i) {
    others.push_back(company.person("p" + std::to_string(i)));
    company.snapshot.identities[others.back().value].job = clerk;
  }
  SmallCompany::access(access, subject_of(others[0]), select, {.usability = Usability::latent});
  SmallCompany::access(access, subject_of(others[0]), select,
                       {.usability = Usability::usable, .option_only = true});
  const std::vector<std::pair<int, std::string>> bands_of_holders{
      {0, "0-4"}, {1, "5-9"}, {2, "10-19"}, {3, "10-19"}, {4, "20-49"}, {9, "20-49"}, {10, "50+"}};
  int holders = 0;
  for (const auto& [wanted, band] : bands_of_holders) {
    for (; holders < wanted; ++holders)
      SmallCompany::access(access, subject_of(others[static_cast<std::size_t>(holders)]), select,
                           {.usability = Usability::assumable});
    EXPECT_EQ(value("access.peer_share"), band) << wanted << " of 20";
  }
}

TEST_F(AccessStandingTest, KindsOfRights) {
  ana_holds_orders();
  SmallCompany::access(access, subject_of(ana), select, {.usability = Usability::usable, .privileged = true});
  const auto add = [&](Action action, const std::string& privilege, CategorySet categories, bool undecided) {
    const EntitlementIx e = company.entitlement(access, "orders", privilege, categories, undecided);
    access.entitlements[e.value].action = action;
    SmallCompany::access(access, subject_of(ana), e, {.usability = Usability::usable});
  };
  add(Action::administer, "OWN", kSales, false);
  add(Action::write, "UPDATE", kEmail | kSales, false);
  add(Action::create, "INSERT", kEmail, true);
  add(Action::remove, "Export", 0, true);
  const Json none = Json::array(), email = Json::array({"customer_email"}),
             sales = Json::array({"sales_metrics"}), both = Json::array({"customer_email", "sales_metrics"}),
             unknown = nullptr;
  const std::vector<Json> privileged{none, email, sales, none, none, none};
  const std::vector<Json> written{none, none, none, both, email, unknown};
  for (std::size_t row = 0; row < 6; ++row) {
    EXPECT_EQ(value("access.privileged_categories", row), privileged[row]) << row;
    EXPECT_EQ(value("access.written_categories", row), written[row]) << row;
    EXPECT_EQ(value("access.bulk_export", row), row == 5) << row;
  }
}

TEST_F(AccessStandingTest, GrantedAgainIsWhatWasRevokedForThisPerson) {
  ana_holds_orders();
  const IdentityIx ben = company.person("ben");
  SmallCompany::access(access, subject_of(ben), select, {.usability = Usability::usable});
  EXPECT_EQ(value("access.regranted"), false);
  revoked.emplace(company.snapshot.subject_key(ben), join_key({"shop", "resource", "orders", "SELECT"}));
  EXPECT_EQ(value("access.regranted", 0), false);
  EXPECT_EQ(value("access.regranted", 1), true);
  revoked = {{company.snapshot.subject_key(ben), join_key({"shop", "resource", "orders", "UPDATE"})}};
  EXPECT_EQ(value("access.regranted", 1), false);
}

}  // namespace
}  // namespace reeve
