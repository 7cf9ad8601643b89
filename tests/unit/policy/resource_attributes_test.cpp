// Owners of data and views that show more than their readers may read.
#include <gtest/gtest.h>

#include "engine/policy/attribute_builder.h"
#include "tests/support/small_company.h"

namespace reeve {
namespace {

using test::SmallCompany;
using test::subject_of;

constexpr CategorySet kEmail = 1;

class ResourceAttributesTest : public ::testing::Test {
 protected:
  Json value(const std::string& name, const std::string& resource) {
    access.reach.resize(company.snapshot.principals.size());
    access.reaches_undecided.resize(company.snapshot.principals.size());
    const AttributeColumns columns =
        build_attributes(Grain::resource, {company.snapshot, access, waivers, findings, bands}, {name});
    return columns.columns[0].values[columns.columns[0].codes[company.find_resource(resource).value]];
  }

  void holds(const std::string& resource, std::vector<CategoryIx> categories) {
    Resource& row = company.snapshot.resources[company.find_resource(resource).value];
    row.state = ClassificationState::decided;
    row.categories = std::move(categories);
  }

  void owned_by(const std::string& resource, const std::string& person) {
    company.snapshot.resources[company.find_resource(resource).value].steward = company.find_person(person);
  }

  Lineage& shows(const std::string& view, const std::string& exposed) {
    Lineage lineage;
    lineage.exposing = company.find_resource(view);
    lineage.exposed = company.find_resource(exposed);
    return company.snapshot.lineages.emplace_back(lineage);
  }

  SmallCompany company;
  AccessTable access;
  std::vector<Waiver> waivers;
  std::vector<Finding> findings;
  Bands bands{{30, 90}};
};

TEST_F(ResourceAttributesTest, AMissingOwnerIsToldOnceAtTheTop) {
  company.person("ana");
  company.resource("db");
  company.resource("orders", "db");
  company.resource("mail", "db");
  company.resource("total", "orders");
  company.resource("email", "mail");
  holds("total", {CategoryIx(1)});
  holds("email", {CategoryIx(0)});
  const auto gaps = [&] {
    std::string text;
    for (const char* const r : {"db", "orders", "mail", "total", "email"})
      text += (text.empty() ? "" : " ") + value("resource.owner_gap", r).get<std::string>();
    return text;
  };
  EXPECT_EQ(gaps(), "missing covered covered covered covered");
  owned_by("orders", "ana");
  EXPECT_EQ(gaps(), "named named missing named covered") << "what is left is told where it is";
  company.identity("ana").status = IdentityStatus::left;
  EXPECT_EQ(gaps(), "missing covered covered covered covered") << "who has left owns nothing";
  owned_by("db", "ana");
  EXPECT_EQ(gaps(), "left covered covered covered covered");
  company.identity("ana").status = IdentityStatus::active;
  EXPECT_EQ(gaps(), "named named named named named");
  company.identity("ana").end = MaybeTime::at(SmallCompany::kAsOf);
  EXPECT_EQ(gaps(), "left covered covered covered covered") << "her last day has passed";
}

TEST_F(ResourceAttributesTest, WhatHoldsNothingNeedsNoOwnerAndWhatIsUndecidedDoes) {
  company.resource("stock");
  EXPECT_EQ(value("resource.owner_gap", "stock"), "missing");
  holds("stock", {});
  EXPECT_EQ(value("resource.owner_gap", "stock"), "named");
}

TEST_F(ResourceAttributesTest, AViewLeaksWhatSomeReaderDoesNotReach) {
  const IdentityIx ana = company.person("ana"), ben = company.person("ben");
  company.resource("orders");
  company.resource("email", "orders");
  company.resource("view");
  holds("email", {CategoryIx(0)});
  const EntitlementIx view = company.entitlement(access, "view", "SELECT", kEmail);
  const EntitlementIx table = company.entitlement(access, "orders", "SELECT", kEmail);
  shows("view", "email");
  const auto leaks = [&] { return value("resource.definer_leaks", "view"); };
  EXPECT_EQ(leaks(), Json::array()) << "nobody reads it";
  SmallCompany::access(access, subject_of(ana), view, {.usability = Usability::usable});
  EXPECT_EQ(leaks(), Json::array({"customer_email"}));
  SmallCompany::access(access, subject_of(ana), table, {.usability = Usability::assumable});
  EXPECT_EQ(leaks(), Json::array()) << "she reaches the table too";
  SmallCompany::access(access, subject_of(ben), view, {.usability = Usability::latent});
  EXPECT_EQ(leaks(), Json::array()) << "ben does not get to it";
  SmallCompany::access(access, subject_of(ben), view, {.usability = Usability::assumable});
  EXPECT_EQ(leaks(), Json::array({"customer_email"}));
  for (const LineageMode mode : {LineageMode::invoker, LineageMode::copy}) {
    company.snapshot.lineages[0].mode = mode;
    EXPECT_EQ(leaks(), Json::array()) << to_string(mode);
  }
  company.snapshot.lineages[0].mode = LineageMode::definer;
  holds("email", {});
  EXPECT_EQ(leaks(), Json::array()) << "it shows nothing classified";
}

}  // namespace
}  // namespace reeve
