// What accounts, groups and roles are used for, and who came into them: values at their edges.
#include <gtest/gtest.h>

#include "engine/policy/attribute_builder.h"
#include "tests/support/small_company.h"

namespace reeve {
namespace {

using test::SmallCompany;

constexpr UtcMillis kNow = SmallCompany::kAsOf;
constexpr MaybeTime days_ago(int days) { return MaybeTime::at(kNow - days * kDay); }

class PrincipalAttributesTest : public ::testing::Test {
 protected:
  Json value(Grain grain, const std::string& name, PrincipalIx principal) {
    access.reach.assign(company.snapshot.principals.size(), 1);
    access.reaches_undecided.assign(company.snapshot.principals.size(), false);
    AttributeSources sources{company.snapshot, access, waivers, findings, bands};
    if (people_known)
      sources.people_behind = [this]() -> const std::vector<std::uint32_t>& { return people; };
    const AttributeColumns columns = build_attributes(grain, sources, {name});
    for (std::size_t row = 0; row < columns.rows(); ++row) {
      if (columns.row_index[row] == principal.value)
        return columns.columns[0].values[columns.columns[0].codes[row]];
    }
    ADD_FAILURE() << "no row";
    return {};
  }

  Json fallback(const std::string& name, PrincipalIx principal) {
    AttributeSources sources{company.snapshot, access, waivers, findings, bands};
    const AttributeColumns columns = build_attributes(Grain::principal, sources, {name});
    for (std::size_t row = 0; row < columns.rows(); ++row) {
      if (columns.row_index[row] != principal.value) continue;
      const AttributeColumn& column = columns.columns[0];
      return column.values[column.fallback[column.codes[row]]];
    }
    return {};
  }

  PrincipalIx role(const std::string& key, PrincipalKind kind = PrincipalKind::role) {
    const PrincipalIx ix = company.account(key, OwnerState::none);
    company.snapshot.principals[ix.value].kind = kind;
    return ix;
  }

  // An account of a new person in the department.
  PrincipalIx login(const std::string& key, const std::string& department, const std::string& job = "Clerk") {
    company.person(key);
    if (!department.empty()) company.identity(key).department = company.text(department);
    if (!job.empty()) company.identity(key).job = company.text(job);
    return company.account(key + "_login", OwnerState::correlated, key);
  }

  Membership& join(PrincipalIx member, PrincipalIx container, MaybeTime at = {}) {
    Membership membership;
    membership.origin.source = SourceIx(1);
    membership.member = member;
    membership.container = container;
    membership.granted_at = at;
    return company.snapshot.memberships.emplace_back(membership);
  }

  Grant& grant(PrincipalIx principal, GrantKind kind, Action action = Action::read) {
    if (company.snapshot.resources.empty()) company.resource("orders");
    Grant grant;
    grant.principal = principal;
    grant.resource = ResourceIx(0);
    grant.kind = kind;
    grant.action = action;
    return company.snapshot.grants.emplace_back(grant);
  }

  void used(PrincipalIx account, MaybeTime last, UsageAttribution by) {
    Usage usage;
    usage.principal = account;
    usage.resource = ResourceIx(0);
    usage.last_used = last;
    usage.attribution = by;
    company.snapshot.usages.push_back(usage);
  }

  Json entered(PrincipalIx group) { return value(Grain::principal, "principal.entered_departments", group); }

  SmallCompany company;
  AccessTable access;
  std::vector<Waiver> waivers;
  std::vector<Finding> findings;
  std::vector<std::uint32_t> people;
  bool people_known = false;
  Bands bands{{30, 90}};
};

TEST_F(PrincipalAttributesTest, AnAccountThatNeverSignedInCountsFromItsOldestEdge) {
  const PrincipalIx account = company.account("robot"), group = role("group");
  const auto band = [&] { return value(Grain::account, "account.sign_in_band", account); };
  Principal& robot = company.snapshot.principals[account.value];
  EXPECT_EQ(band(), nullptr);
  for (const auto& [days, name] : {std::pair{29, "0-29"}, {30, "30-89"}, {90, "90+"}}) {
    robot.last_sign_in = days_ago(days);
    EXPECT_EQ(band(), name) << days;
  }
  robot.last_sign_in = MaybeTime::never();
  EXPECT_EQ(band(), nullptr) << "never, and nothing tells how old it is";
  join(account, group, days_ago(10));
  EXPECT_EQ(band(), "0-29");
  grant(account, GrantKind::acl).granted_at = days_ago(90);
  EXPECT_EQ(band(), "90+");
}

TEST_F(PrincipalAttributesTest, WhoUsesAnAccountIsWhatTheLogAttributes) {
  const PrincipalIx account = company.account("robot");
  const auto used_by = [&] { return value(Grain::account, "account.used_by", account); };
  EXPECT_EQ(used_by(), nullptr) << "no log";
  used(account, MaybeTime::unknown(), UsageAttribution::person);
  EXPECT_EQ(used_by(), nullptr) << "a log that does not tell";
  used(account, MaybeTime::never(), UsageAttribution::person);
  EXPECT_EQ(used_by(), Json::array()) << "not used";
  used(account, days_ago(3), UsageAttribution::shared);
  EXPECT_EQ(used_by(), Json::array({"shared"}));
  used(account, days_ago(1), UsageAttribution::person);
  EXPECT_EQ(used_by(), Json::array({"person", "shared"}));
  company.snapshot.usages.clear();
  used(account, days_ago(1), UsageAttribution::unknown);
  EXPECT_EQ(used_by(), nullptr) << "used by nobody knows whom";
}

TEST_F(PrincipalAttributesTest, APersonMayActAsAnAccountSheIsAMemberOf) {
  const PrincipalIx robot = company.account("robot"), ana = login("ana", "Sales"),
                    other = company.account("x");
  const auto may_act = [&] { return value(Grain::account, "account.person_may_act", robot); };
  join(other, robot);
  EXPECT_EQ(may_act(), false) << "an account that is nobody's";
  join(ana, robot).origin.source = {};
  EXPECT_EQ(may_act(), false) << "a binding";
  join(ana, robot).valid_until = days_ago(0);
  EXPECT_EQ(may_act(), false) << "it has ended";
  Membership& neither = join(ana, robot);
  neither.inherited = false;
  EXPECT_EQ(may_act(), false);
  company.snapshot.memberships.back().assumable = true;
  EXPECT_EQ(may_act(), true);
}

TEST_F(PrincipalAttributesTest, TheShareOfTheLargestNestedGroupIsABand) {
  const PrincipalIx outer = role("outer"), small = role("small", PrincipalKind::group),
                    large = role("large", PrincipalKind::group), account = company.account("x");
  const auto share = [&] { return value(Grain::principal, "principal.nested_share", outer); };
  access.population = 100;
  EXPECT_EQ(share(), nullptr) << "nobody counted";
  people_known = true;
  people = {0, 3, 19, 90};
  EXPECT_EQ(share(), "0-4") << "nothing is nested";
  join(small, outer);
  join(account, outer);
  join(outer, outer);
  EXPECT_EQ(share(), "0-4");
  join(large, outer);
  EXPECT_EQ(share(), "10-19");
  people[large.value] = 20;
  EXPECT_EQ(share(), "20-49");
  company.snapshot.memberships.back().valid_until = days_ago(0);
  EXPECT_EQ(share(), "0-4");
  access.population = 0;
  EXPECT_EQ(share(), nullptr);
}

TEST_F(PrincipalAttributesTest, ARoleIsPrivilegedByItsOwnGrants) {
  const auto privileged = [&](PrincipalIx p) { return value(Grain::principal, "principal.privileged", p); };
  const PrincipalIx reader = role("reader"), owner = role("owner"), admin = role("admin"),
                    root = role("root"), member = role("member"), late = role("late");
  grant(reader, GrantKind::acl);
  grant(owner, GrantKind::ownership);
  grant(admin, GrantKind::acl, Action::administer);
  grant(root, GrantKind::superuser);
  grant(late, GrantKind::superuser).valid_until = days_ago(0);
  join(member, root);
  EXPECT_EQ(privileged(reader), false);
  EXPECT_EQ(privileged(owner), true);
  EXPECT_EQ(privileged(admin), true);
  EXPECT_EQ(privileged(root), true);
  EXPECT_EQ(privileged(member), false);
  EXPECT_EQ(privileged(late), false);
}

TEST_F(PrincipalAttributesTest, JobsThatMayAssumeAPrivilegedRole) {
  const auto jobs = [&](PrincipalIx p) { return value(Grain::principal, "principal.assumed_by_jobs", p); };
  const PrincipalIx owner = role("owner"), between = role("between");
  grant(owner, GrantKind::ownership);
  const auto assume = [&](PrincipalIx member, PrincipalIx container) {
    Membership& edge = join(member, container);
    edge.inherited = false;
    edge.assumable = true;
  };
  EXPECT_EQ(jobs(owner), Json::array());
  assume(between, owner);
  assume(login("ana", "Sales", "Clerk"), between);
  assume(login("ben", "Sales", "Baker"), owner);
  EXPECT_EQ(jobs(owner), Json::array({"Baker", "Clerk"}));
  EXPECT_EQ(jobs(between), Json::array()) << "not privileged itself";
  company.identity("ben").status = IdentityStatus::left;
  EXPECT_EQ(jobs(owner), Json::array({"Clerk"}));
  const PrincipalIx cleo = login("cleo", "Sales", "Cook");
  assume(cleo, owner);
  join(cleo, owner);
  EXPECT_EQ(jobs(owner), Json::array({"Clerk"})) << "who inherits it does not have to assume it";
  company.snapshot.grants[0].personal = true;
  EXPECT_EQ(jobs(owner), Json::array({"Clerk", "Cook"})) << "a superuser's rights are never inherited";
  company.snapshot.grants[0].personal = false;
  assume(login("dan", "Sales", ""), owner);
  EXPECT_EQ(jobs(owner), Json::array({"Clerk"}));
  EXPECT_EQ(fallback("principal.assumed_by_jobs", owner), nullptr) << "dan's job is not known";
}

TEST_F(PrincipalAttributesTest, JobsThatMayAddMembers) {
  const PrincipalIx readers = role("readers"), leads = role("leads");
  const auto jobs = [&] { return value(Grain::principal, "principal.administered_by_jobs", readers); };
  const auto administer = [&](PrincipalIx member) {
    Membership& edge = join(member, readers);
    edge.inherited = false;
    edge.administer = true;
  };
  join(login("eve", "Sales", "Cook"), readers);
  EXPECT_EQ(jobs(), Json::array()) << "a member does not add members";
  administer(login("ana", "Sales", "Clerk"));
  administer(leads);
  join(login("ben", "Sales", "Baker"), leads);
  EXPECT_EQ(jobs(), Json::array({"Baker", "Clerk"})) << "directly, and by what she is in";
  company.snapshot.memberships[1].valid_until = days_ago(0);
  EXPECT_EQ(jobs(), Json::array({"Baker"})) << "it has ended";
  company.snapshot.principals[readers.value].identity = company.find_person("ben");
  company.snapshot.principals[readers.value].owner_state = OwnerState::owned;
  EXPECT_EQ(jobs(), Json::array()) << "ben answers for it";
  const PrincipalIx stray = company.account("stray");
  administer(stray);
  EXPECT_EQ(jobs(), nullptr) << "whose account it is, is not known";
  company.snapshot.principals[stray.value].enabled = TriState::no;
  EXPECT_EQ(jobs(), Json::array());
}

TEST_F(PrincipalAttributesTest, ADepartmentEntersWhereAnotherWasBefore) {
  const PrincipalIx group = role("group", PrincipalKind::group);
  join(login("ana", "Support"), group, days_ago(181));
  const PrincipalIx ben = login("ben", "Sales");
  join(ben, group, days_ago(180));
  EXPECT_EQ(entered(group), Json::array({"Sales"})) << "180 days are within the window";
  EXPECT_EQ(value(Grain::principal, "principal.departments_before", group), Json::array({"Support"}));
  company.snapshot.memberships[1].granted_at = days_ago(181);
  EXPECT_EQ(entered(group), Json::array());
  EXPECT_EQ(value(Grain::principal, "principal.departments_before", group), Json::array());
  company.snapshot.memberships[0].granted_at = days_ago(100);
  company.snapshot.memberships[1].granted_at = days_ago(90);
  EXPECT_EQ(entered(group), Json::array()) << "a new group belongs to nobody else";
}

TEST_F(PrincipalAttributesTest, TheFirstOfADepartmentDecides) {
  const PrincipalIx group = role("group", PrincipalKind::group);
  join(login("ana", "Support"), group, days_ago(400));
  join(login("ben", "Sales"), group, days_ago(300));
  join(login("cleo", "Sales"), group, days_ago(3));
  EXPECT_EQ(entered(group), Json::array());
  company.identity("ben").status = IdentityStatus::left;
  EXPECT_EQ(entered(group), Json::array({"Sales"})) << "who has left is not there any more";
}

TEST_F(PrincipalAttributesTest, SomebodyWhoChangedDepartmentsBringsNoneIn) {
  const PrincipalIx group = role("group", PrincipalKind::group);
  join(login("ana", "Support"), group, days_ago(400));
  join(login("ben", "Sales"), group, days_ago(100));
  company.identity("ben").start = days_ago(900);
  company.identity("ben").job_since = days_ago(99);
  EXPECT_EQ(entered(group), Json::array());
  company.identity("ben").job_since = days_ago(100);
  EXPECT_EQ(entered(group), Json::array({"Sales"}));
}

TEST_F(PrincipalAttributesTest, ANestedGroupBringsADepartmentWhenItsNewestEdgeIsMade) {
  const PrincipalIx outer = role("outer"), inner = role("inner", PrincipalKind::group);
  join(login("ana", "Support"), outer, days_ago(400));
  join(login("ben", "Sales"), inner, days_ago(300));
  join(inner, outer, days_ago(20));
  EXPECT_EQ(entered(outer), Json::array({"Sales"}));
  company.snapshot.memberships.back().origin.source = {};
  EXPECT_EQ(entered(outer), Json::array()) << "a binding has no time of its own";
}

TEST_F(PrincipalAttributesTest, WhatANestedGroupShowsIsNotRepeated) {
  const PrincipalIx outer = role("outer"), inner = role("inner", PrincipalKind::group);
  join(inner, outer, days_ago(900));
  join(login("ana", "Support"), inner, days_ago(400));
  join(login("ben", "Sales"), inner, days_ago(20));
  EXPECT_EQ(entered(inner), Json::array({"Sales"}));
  EXPECT_EQ(entered(outer), Json::array());
}

TEST_F(PrincipalAttributesTest, ArrivalsThatAreNotToldAreUnknownWhereTheyMatter) {
  const PrincipalIx group = role("group", PrincipalKind::group);
  join(login("ana", "Support"), group, days_ago(400));
  join(login("ben", "Sales"), group);
  EXPECT_EQ(entered(group), nullptr) << "since when Sales is there is not known";
  join(login("cleo", "Sales"), group, days_ago(300));
  EXPECT_EQ(entered(group), Json::array()) << "cleo proves that it was there before";
  join(login("dan", ""), group, days_ago(300));
  EXPECT_EQ(entered(group), Json::array());
  join(login("eve", ""), group, days_ago(3));
  EXPECT_EQ(entered(group), Json::array()) << "people without a department were there before";
  company.snapshot.memberships[3].valid_until = days_ago(0);
  EXPECT_EQ(entered(group), nullptr);
  join(login("fay", "Legal"), group, days_ago(3));
  EXPECT_EQ(entered(group), Json::array({"Legal"}));
  EXPECT_EQ(fallback("principal.entered_departments", group), nullptr);
}

}  // namespace
}  // namespace reeve
