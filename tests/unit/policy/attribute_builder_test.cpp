#include "engine/policy/attribute_builder.h"

#include <gtest/gtest.h>

#include "engine/policy/attribute_catalogue.h"
#include "tests/support/small_company.h"

namespace reeve {
namespace {

using test::SmallCompany;
using test::subject_of;

constexpr CategorySet kEmail = 1, kSales = 2;
constexpr UtcMillis kNow = SmallCompany::kAsOf;

constexpr MaybeTime days_ago(int days) { return MaybeTime::at(kNow - days * kDay); }

// Builds attributes of one company and looks single values up.
class AttributeBuilderTest : public ::testing::Test {
 protected:
  AttributeColumns build(Grain grain) {
    access.reach.resize(company.snapshot.principals.size());
    access.reaches_undecided.resize(company.snapshot.principals.size());
    return build_attributes(grain, {company.snapshot, access, waivers, findings, bands});
  }

  static Json value(const AttributeColumns& columns, const std::string& name, std::size_t row = 0) {
    for (const AttributeColumn& column : columns.columns) {
      if (column.name == name) return column.values.at(column.codes.at(row));
    }
    ADD_FAILURE() << "no column " << name;
    return {};
  }

  Json access_value(const std::string& name, std::size_t row = 0) {
    return value(build(Grain::access), name, row);
  }

  SmallCompany company;
  AccessTable access;
  std::vector<Waiver> waivers;
  std::vector<Finding> findings;
  Bands bands{{30, 90}};
};

TEST_F(AttributeBuilderTest, EveryAttributeOfTheCatalogueIsBuiltAndNoOther) {
  for (int g = 0; g < kGrainCount; ++g) {
    const auto grain = static_cast<Grain>(g);
    std::vector<std::string> built, listed;
    for (const AttributeColumn& column : build(grain).columns) built.push_back(column.name);
    for (const Attribute& attribute : attribute_catalogue().of(grain)) listed.push_back(attribute.name);
    EXPECT_EQ(built, listed) << to_string(grain);
  }
}

TEST_F(AttributeBuilderTest, OnlyWantedOnesAreBuiltWhereSomeAreNamed) {
  const AttributeColumns columns = build_attributes(
      Grain::access, {company.snapshot, access, waivers, findings, bands}, {"access.action", "identity.job"});
  ASSERT_EQ(columns.columns.size(), 2U);
  EXPECT_EQ(columns.columns[0].name, "access.action");
  EXPECT_EQ(columns.columns[1].name, "identity.job");
}

TEST_F(AttributeBuilderTest, APersonIsWhatHrSays) {
  const IdentityIx ana = company.person("ana");
  company.resource("orders");
  const EntitlementIx select = company.entitlement(access, "orders", "SELECT", kEmail);
  SmallCompany::access(access, subject_of(ana), select);
  Identity& person = company.identity("ana");
  person.status = IdentityStatus::leave;
  person.employment = Employment::vendor;
  person.job = company.text("Clerk");
  person.department = company.text("Sales");
  person.region = company.text("EU");
  const AttributeColumns columns = build(Grain::access);
  EXPECT_EQ(value(columns, "identity.status"), "leave");
  EXPECT_EQ(value(columns, "identity.employment"), "vendor");
  EXPECT_EQ(value(columns, "identity.job"), "Clerk");
  EXPECT_EQ(value(columns, "identity.department"), "Sales");
  EXPECT_EQ(value(columns, "identity.region"), "EU");

  person = {};
  for (const char* const name : {"identity.status", "identity.employment", "identity.job",
                                 "identity.department", "identity.region", "identity.end_state"}) {
    EXPECT_EQ(access_value(name), nullptr) << name;
  }
}

TEST_F(AttributeBuilderTest, TheLastDayIsAWorkingDay) {
  const IdentityIx ana = company.person("ana");
  company.resource("orders");
  SmallCompany::access(access, subject_of(ana), company.entitlement(access, "orders", "SELECT", kEmail));
  const std::vector<std::pair<MaybeTime, Json>> expected{{MaybeTime::unknown(), nullptr},
                                                         {MaybeTime::never(), "none"},
                                                         {MaybeTime::at(kNow + 1), "planned"},
                                                         {MaybeTime::at(kNow), "passed"},
                                                         {MaybeTime::at(kNow - 1), "passed"}};
  for (const auto& [end, state] : expected) {
    company.identity("ana").end = end;
    EXPECT_EQ(access_value("identity.end_state"), state) << format_time(end);
  }
}

TEST_F(AttributeBuilderTest, TheFirstDayIsAWorkingDay) {
  const IdentityIx ana = company.person("ana");
  company.resource("orders");
  SmallCompany::access(access, subject_of(ana), company.entitlement(access, "orders", "SELECT", kEmail));
  const std::vector<std::pair<MaybeTime, Json>> expected{{MaybeTime::unknown(), nullptr},
                                                         {MaybeTime::at(kNow + 1), "ahead"},
                                                         {MaybeTime::at(kNow), "passed"},
                                                         {MaybeTime::at(kNow - 1), "passed"}};
  for (const auto& [start, state] : expected) {
    company.identity("ana").start = start;
    EXPECT_EQ(access_value("identity.start_state"), state) << format_time(start);
  }
}

TEST_F(AttributeBuilderTest, AccessRowsAreThoseOfPeople) {
  const IdentityIx ana = company.person("ana");
  const PrincipalIx robot = company.account("robot");
  company.resource("orders");
  const EntitlementIx select = company.entitlement(access, "orders", "SELECT", kEmail);
  SmallCompany::access(access, subject_of(robot), select);
  SmallCompany::access(access, subject_of(ana), select);
  EXPECT_EQ(build(Grain::access).row_index, std::vector<std::uint32_t>{1});
}

TEST_F(AttributeBuilderTest, FlagsOfAnAccess) {
  const IdentityIx ana = company.person("ana");
  company.resource("orders");
  const EntitlementIx select = company.entitlement(access, "orders", "SELECT", kEmail);
  SmallCompany::access(access, subject_of(ana), select,
                       {.usability = Usability::assumable, .grant_option = true, .direct = true});
  SmallCompany::access(
      access, subject_of(ana), select,
      {.direct_only = true, .public_only = true, .option_only = true, .usability_unknown = true});
  const AttributeColumns columns = build(Grain::access);
  const std::vector<std::tuple<std::string, Json, Json>> expected{{"access.usability", "assumable", nullptr},
                                                                  {"access.grant_option", true, false},
                                                                  {"access.direct", true, false},
                                                                  {"access.direct_only", false, true},
                                                                  {"access.public_only", false, true},
                                                                  {"access.option_only", false, true},
                                                                  {"access.action", "read", "read"},
                                                                  {"resource.kind", "table", "table"}};
  for (const auto& [name, first, second] : expected) {
    EXPECT_EQ(value(columns, name, 0), first) << name;
    EXPECT_EQ(value(columns, name, 1), second) << name;
  }
}

struct UsageCase {
  const char* why;
  AccessUsage usage;
  MaybeTime since;
  Json band;
};

TEST_F(AttributeBuilderTest, NotUsedCountsOnlyWhatIsProven) {
  const IdentityIx ana = company.person("ana");
  company.resource("orders");
  SmallCompany::access(access, subject_of(ana), company.entitlement(access, "orders", "SELECT", kEmail));
  const MaybeTime never = MaybeTime::never(), unknown = MaybeTime::unknown(), now = days_ago(0);
  const std::vector<UsageCase> cases{
      {"no log", {unknown, unknown, unknown}, days_ago(400), nullptr},
      {"never inside the log", {never, days_ago(100), now}, days_ago(400), "90+"},
      {"never, granted inside the log", {never, days_ago(100), now}, days_ago(10), "0-29"},
      {"never, age not known", {never, days_ago(100), now}, unknown, nullptr},
      {"used", {days_ago(40), days_ago(100), now}, days_ago(400), "30-89"},
      {"used, age not known: it was there when it was used",
       {days_ago(40), days_ago(100), now},
       unknown,
       "30-89"},
      {"used before the log begins: the log proves only its own days",
       {days_ago(400), days_ago(20), now},
       unknown,
       "0-29"},
      {"used, taken away and granted again", {days_ago(95), days_ago(100), now}, days_ago(5), "0-29"},
      {"the log ends early", {never, days_ago(100), days_ago(95)}, days_ago(400), "0-29"},
      {"the log's end is not known", {never, days_ago(100), unknown}, days_ago(400), nullptr},
      {"the log's begin is not known", {days_ago(95), unknown, now}, days_ago(400), nullptr},
      {"the log claims the future", {never, days_ago(10), days_ago(-400)}, days_ago(400), "0-29"},
  };
  for (const UsageCase& c : cases) {
    access.usage[0] = c.usage;
    access.since[0] = c.since;
    EXPECT_EQ(access_value("access.unused_band"), c.band) << c.why;
  }
}

TEST_F(AttributeBuilderTest, AgeIsKnownOrNull) {
  const IdentityIx ana = company.person("ana");
  company.resource("orders");
  SmallCompany::access(access, subject_of(ana), company.entitlement(access, "orders", "SELECT", kEmail));
  EXPECT_EQ(access_value("access.age_band"), nullptr);
  access.since[0] = days_ago(31);
  EXPECT_EQ(access_value("access.age_band"), "30-89");
}

TEST_F(AttributeBuilderTest, CategoriesThatAreKnownInPartFallBackToNull) {
  const IdentityIx ana = company.person("ana");
  company.resource("orders");
  company.resource("mail");
  company.resource("new");
  SmallCompany::access(access, subject_of(ana),
                       company.entitlement(access, "orders", "SELECT", kEmail | kSales));
  SmallCompany::access(access, subject_of(ana), company.entitlement(access, "mail", "SELECT", kEmail, true));
  SmallCompany::access(access, subject_of(ana), company.entitlement(access, "new", "SELECT", 0, true));
  const AttributeColumns columns = build(Grain::access);
  EXPECT_EQ(value(columns, "resource.categories", 0), Json::array({"customer_email", "sales_metrics"}));
  EXPECT_EQ(value(columns, "resource.categories", 1), Json::array({"customer_email"}));
  EXPECT_EQ(value(columns, "resource.categories", 2), nullptr);
  for (const AttributeColumn& column : columns.columns) {
    for (std::size_t row = 0; row < 3; ++row) {
      const std::uint32_t code = column.codes[row];
      const Json fallback = column.values[column.fallback[code]];
      const bool in_part = column.name == "resource.categories" && row == 1;
      EXPECT_EQ(fallback, in_part ? Json(nullptr) : column.values[code]) << column.name << row;
    }
  }
}

TEST_F(AttributeBuilderTest, RegionAndEnvironmentAreInherited) {
  const IdentityIx ana = company.person("ana");
  company.resource("db");
  company.resource("orders", "db");
  company.snapshot.resources[0].region = company.text("EU");
  company.snapshot.resources[0].environment = company.text("test");
  company.snapshot.resources[1].environment = company.text("production");
  SmallCompany::access(access, subject_of(ana), company.entitlement(access, "orders", "SELECT", kEmail));
  EXPECT_EQ(access_value("resource.region"), "EU");
  EXPECT_EQ(access_value("resource.environment"), "production");
  company.snapshot.resources[0].region = {};
  EXPECT_EQ(access_value("resource.region"), nullptr);
}

TEST_F(AttributeBuilderTest, AHolderHasTheCodesOfWhatMayWork) {
  const IdentityIx ana = company.person("ana");
  const IdentityIx ben = company.person("ben");
  company.person("nobody");
  company.resource("orders");
  company.resource("new");
  const EntitlementIx select = company.entitlement(access, "orders", "SELECT", kEmail | kSales);
  const EntitlementIx update = company.entitlement(access, "orders", "UPDATE", kEmail);
  access.entitlements[update.value].action = Action::write;
  const EntitlementIx fresh = company.entitlement(access, "new", "SELECT", 0, true);
  SmallCompany::access(access, subject_of(ana), select, {.usability = Usability::usable});
  SmallCompany::access(access, subject_of(ana), update, {.usability = Usability::latent});
  SmallCompany::access(access, subject_of(ana), fresh, {.usability = Usability::latent});
  SmallCompany::access(access, subject_of(ben), update, {.usability_unknown = true});
  SmallCompany::access(access, subject_of(ben), select,
                       {.usability = Usability::usable, .option_only = true});
  SmallCompany::access(access, subject_of(ben), fresh, {.usability = Usability::assumable});
  const AttributeColumns columns = build(Grain::holder);
  EXPECT_EQ(columns.row_index, (std::vector<std::uint32_t>{ana.value, ben.value}));
  EXPECT_EQ(value(columns, "holder.codes", 0), Json::array({"customer_email/read", "sales_metrics/read"}));
  EXPECT_EQ(value(columns, "holder.codes", 1), Json::array({"customer_email/write"}));
  EXPECT_EQ(value(columns, "holder.reaches_undecided", 0), false);
  EXPECT_EQ(value(columns, "holder.reaches_undecided", 1), true);
  EXPECT_EQ(value(columns, "identity.status", 1), "active");
}

TEST_F(AttributeBuilderTest, AnAccountIsWhatItsSourceAndItsOwnerSay) {
  company.person("ana");
  company.identity("ana").status = IdentityStatus::left;
  company.identity("ana").end = days_ago(1);
  company.account("ana_login", OwnerState::correlated, "ana");
  company.account("maybe", OwnerState::ambiguous, "ana");
  company.everyone();
  Principal& login = company.snapshot.principals[0];
  login.account_kind = AccountKind::break_glass;
  login.enabled = TriState::yes;
  login.last_sign_in = days_ago(35);
  access.reach = {kSales, 0, 0};
  access.reaches_undecided = {true, false, false};
  AttributeColumns columns = build(Grain::account);
  EXPECT_EQ(columns.row_index, (std::vector<std::uint32_t>{0, 1}));
  const std::vector<std::tuple<std::string, Json, Json>> expected{
      {"account.kind", "break_glass", nullptr},
      {"account.enabled", true, nullptr},
      {"account.owner_state", "correlated", "ambiguous"},
      {"account.owner_status", "left", nullptr},
      {"account.owner_end_state", "passed", nullptr},
      {"account.categories", Json::array({"sales_metrics"}), Json::array()},
      {"account.reaches_undecided", true, false},
      {"account.sign_in_band", "30-89", nullptr}};
  for (const auto& [name, first, second] : expected) {
    EXPECT_EQ(value(columns, name, 0), first) << name;
    EXPECT_EQ(value(columns, name, 1), second) << name;
  }
  login.valid_until = days_ago(0);
  EXPECT_EQ(value(build(Grain::account), "account.enabled"), false) << "its time has passed";
}

TEST_F(AttributeBuilderTest, PrincipalsAreWhatIsNoAccount) {
  company.person("ana");
  company.account("login");
  company.everyone();
  company.account("readers", OwnerState::owned, "ana");
  company.snapshot.principals[2].kind = PrincipalKind::role;
  access.reach = {0, kEmail, kSales};
  const AttributeColumns columns = build(Grain::principal);
  EXPECT_EQ(columns.row_index, (std::vector<std::uint32_t>{1, 2}));
  EXPECT_EQ(value(columns, "principal.kind", 0), "public");
  EXPECT_EQ(value(columns, "principal.kind", 1), "role");
  EXPECT_EQ(value(columns, "principal.categories", 1), Json::array({"sales_metrics"}));
  EXPECT_EQ(value(columns, "principal.has_owner", 0), false);
  EXPECT_EQ(value(columns, "principal.has_owner", 1), true);
}

TEST_F(AttributeBuilderTest, AResourceIsWhatItHoldsAndWhoReachesIt) {
  for (const char* const key : {"ana", "ben", "cleo", "dan", "eve", "gone"}) company.person(key);
  company.identity("gone").status = IdentityStatus::left;
  const PrincipalIx everyone = company.everyone();
  company.resource("db", "", "ana");
  company.resource("orders", "db");
  company.resource("email", "orders");
  company.resource("amount", "orders");
  const auto decide = [&](std::size_t i, std::vector<CategoryIx> categories) {
    company.snapshot.resources[i].state = ClassificationState::decided;
    company.snapshot.resources[i].categories = std::move(categories);
  };
  decide(2, {CategoryIx(0)});
  access.population = 5;
  const EntitlementIx all = company.entitlement(access, "db", "SELECT", kEmail, true);
  const EntitlementIx table = company.entitlement(access, "orders", "SELECT", kEmail, true);
  const EntitlementIx column = company.entitlement(access, "email", "UPDATE", kEmail);
  access.entitlements[column.value].action = Action::write;
  const AccessFlags usable{.usability = Usability::usable};
  SmallCompany::access(access, subject_of(company.find_person("ana")), all, usable);
  SmallCompany::access(access, subject_of(company.find_person("ana")), table, usable);
  SmallCompany::access(access, subject_of(company.find_person("ben")), table,
                       {.usability = Usability::assumable});
  SmallCompany::access(access, subject_of(company.find_person("cleo")), table,
                       {.usability = Usability::latent});
  SmallCompany::access(access, subject_of(company.find_person("dan")), column, usable);
  SmallCompany::access(access, subject_of(company.find_person("gone")), table, usable);
  SmallCompany::access(access, subject_of(everyone), column, {.usability = Usability::latent});
  SmallCompany::access(access, subject_of(everyone), table,
                       {.usability = Usability::usable, .option_only = true});

  AttributeColumns columns = build(Grain::resource);
  const std::vector<Json> shares{20, 40, 60, 40};  // db, orders, email, amount
  const std::vector<Json> actions{Json::array(), Json::array(), Json::array({"write"}), Json::array()};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(value(columns, "resource.holder_share", i), shares[i]) << i;
    EXPECT_EQ(value(columns, "resource.public_actions", i), actions[i]) << i;
    EXPECT_EQ(value(columns, "resource.has_steward", i), true) << i;
  }
  EXPECT_EQ(value(columns, "resource.categories", 0), Json::array({"customer_email"}));
  EXPECT_EQ(value(columns, "resource.categories", 3), nullptr) << "nobody decided about the amount";
  for (const AttributeColumn& c : columns.columns) {
    if (c.name == "resource.categories") {
      EXPECT_EQ(c.values[c.fallback[c.codes[1]]], nullptr);
      EXPECT_EQ(c.values[c.fallback[c.codes[2]]], Json::array({"customer_email"}));
    }
  }

  decide(3, {});
  EXPECT_EQ(value(build(Grain::resource), "resource.categories", 3), Json::array());
  access.population = 6;
  EXPECT_EQ(value(build(Grain::resource), "resource.holder_share", 0), 17) << "16.7 is more than 16";
  access.population = 0;
  EXPECT_EQ(value(build(Grain::resource), "resource.holder_share", 0), nullptr);
}

TEST_F(AttributeBuilderTest, AWaiverIsWhereItStands) {
  Finding finding;
  finding.rule = "a/b";
  finding.subject_key = "ana";
  finding.entitlement_key = "x";
  findings = {finding};
  Waiver waiver{.rule = "a/b", .from = kNow - kDay, .until = kNow + 40 * kDay};
  Waiver expired = waiver, revoked = waiver, future = waiver, other = waiver;
  expired.until = kNow;
  revoked.revoked_by = "ben";
  future.from = kNow + kDay;
  other.subject_key = "ben";
  waivers = {waiver, expired, revoked, future, other};
  const AttributeColumns columns = build(Grain::waiver);
  const std::vector<Json> states{"in_force", "expired", "revoked", "future", "in_force"};
  const std::vector<Json> bands_left{"30-89", nullptr, nullptr, "30-89", "30-89"};
  const std::vector<bool> covering{true, false, false, false, false};  // the others: renewed by the first
  for (std::size_t i = 0; i < waivers.size(); ++i) {
    EXPECT_EQ(value(columns, "waiver.state", i), states[i]) << i;
    EXPECT_EQ(value(columns, "waiver.days_left_band", i), bands_left[i]) << i;
    EXPECT_EQ(value(columns, "waiver.covers_open_finding", i), covering[i]) << i;
  }
  waivers = {expired, revoked, future, other};
  const AttributeColumns alone = build(Grain::waiver);
  for (std::size_t i = 0; i < waivers.size(); ++i) {
    EXPECT_EQ(value(alone, "waiver.covers_open_finding", i), Json(i != 3)) << i;
  }
}

}  // namespace
}  // namespace reeve
