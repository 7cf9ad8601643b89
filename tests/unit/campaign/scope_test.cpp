#include "engine/campaign/scope.h"

#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "tests/support/small_company.h"

namespace reeve {
namespace {

using test::SmallCompany;
using test::subject_of;

constexpr CategorySet kEmail = category_bit(CategoryIx(0));
constexpr CategorySet kSales = category_bit(CategoryIx(1));

class ScopeTest : public ::testing::Test {
 protected:
  ScopeTest() {
    company.resource("customers");
    company.resource("figures");
    company.resource("misc");
    email = company.entitlement(table, "customers", "SELECT", kEmail);
    sales = company.entitlement(table, "figures", "SELECT", kSales);
    unclear = company.entitlement(table, "misc", "SELECT", 0, true);
    partly = company.entitlement(table, "misc", "UPDATE", kEmail, true);
  }

  SmallCompany company;
  AccessTable table;
  EntitlementIx email, sales, unclear, partly;
};

TEST_F(ScopeTest, EveryAccessIsCountedOnce) {
  const Subject ana = subject_of(company.person("ana"));
  const Subject bo = subject_of(company.person("bo"));
  const Subject ghost = subject_of(company.account("ghost"));
  const Subject all = subject_of(company.everyone());
  SmallCompany::access(table, ana, email);
  SmallCompany::access(table, ana, sales);
  SmallCompany::access(table, ana, unclear);
  SmallCompany::access(table, bo, partly);
  SmallCompany::access(table, bo, email, {.public_only = true});
  SmallCompany::access(table, ghost, email, {.usability = Usability::latent});
  SmallCompany::access(table, ghost, unclear);
  SmallCompany::access(table, all, email, {.public_only = true});
  company.snapshot.rejects.push_back({SourceIx(0),
                                      {.section = Section::identity,
                                       .where = "identities.csv:9",
                                       .key = join_key({"p9"}),
                                       .reason = "no name"}});

  const Scope scope =
      scope_of(company.snapshot, table, {.name = "q", .scope = {.categories = {"customer_email"}}});

  EXPECT_EQ(scope.cases, (std::vector<ScopedAccess>{{CaseKind::person, AccessIx(0)},
                                                    {CaseKind::person, AccessIx(3)},
                                                    {CaseKind::account, AccessIx(5)},
                                                    {CaseKind::everyone, AccessIx(7)}}));
  const ScopeFigures expected{
      .accesses = 8,
      .cases = 4,
      .not_evaluable = 2,
      .out_of_scope = 1,
      .covered_by_public = 1,
      .categories = {"customer_email"},
      .unclassified = {{.name = "SELECT on misc", .source = "shop", .people = 1, .others = 1}},
      .rejected_rows = {"hr: identity `p9` (identities.csv:9): no name"}};
  EXPECT_EQ(scope.figures, expected);
}

TEST_F(ScopeTest, WithoutCategoriesEveryCategoryIsInScope) {
  const Subject ana = subject_of(company.person("ana"));
  SmallCompany::access(table, ana, email);
  SmallCompany::access(table, ana, sales);
  const Scope scope = scope_of(company.snapshot, table, {.name = "q"});
  EXPECT_EQ(scope.cases.size(), 2U);
  EXPECT_EQ(scope.figures.categories, (std::vector<std::string>{"customer_email", "sales_metrics"}));
}

TEST_F(ScopeTest, ACategoryThatDoesNotExistIsRefusedWithTheNearestName) {
  try {
    scope_of(company.snapshot, table, {.name = "q", .scope = {.categories = {"customer_emial"}}});
    FAIL() << "no error";
  } catch (const Error& e) {
    EXPECT_EQ(e.message(),
              "campaign `q`: there is no category `customer_emial`; did you mean `customer_email`?");
  }
}

TEST_F(ScopeTest, ItsFiguresSurviveTheStore) {
  const ScopeFigures figures{.accesses = 9,
                             .cases = 4,
                             .not_evaluable = 3,
                             .out_of_scope = 1,
                             .covered_by_public = 1,
                             .unconfirmed = 2,
                             .categories = {"a", "b"},
                             .unclassified = {{.name = "n", .source = "s", .people = 2, .others = 1}},
                             .rejected_rows = {"r"},
                             .gaps = {"g"}};
  EXPECT_EQ(scope_from_json(parse_json(canonical_json(to_json(figures)), "test")), figures);
}

TEST_F(ScopeTest, PeopleAndDepartmentsTakeTheOthersOut) {
  const Subject ana = subject_of(company.person("ana"));
  const Subject bo = subject_of(company.person("bo"));
  const Subject cy = subject_of(company.person("cy"));
  company.identity("bo").email = company.text("bo@shop.example");
  company.identity("cy").department = company.text("Customer Care");
  for (const Subject& subject : {ana, bo, cy}) SmallCompany::access(table, subject, email);
  SmallCompany::access(table, subject_of(company.account("ghost")), email);
  SmallCompany::access(table, subject_of(company.everyone()), email);
  const Scope scope =
      scope_of(company.snapshot, table,
               {.name = "q", .scope = {.people = {"BO@shop.example"}, .departments = {"customer care"}}});
  EXPECT_EQ(scope.cases, (std::vector<ScopedAccess>{{CaseKind::person, AccessIx(1)},
                                                    {CaseKind::person, AccessIx(2)},
                                                    {CaseKind::everyone, AccessIx(4)}}));
  EXPECT_EQ(scope.figures.out_of_scope, 2U);
}

TEST_F(ScopeTest, OtherSourcesAreOutOfScope) {
  SmallCompany::access(table, subject_of(company.person("ana")), email);
  SmallCompany::access(table, subject_of(company.person("bo")), unclear);
  EXPECT_EQ(scope_of(company.snapshot, table, {.name = "q", .scope = {.sources = {"shop"}}}).cases.size(),
            1U);
  const Scope other = scope_of(company.snapshot, table, {.name = "q", .scope = {.sources = {"hr"}}});
  EXPECT_EQ(other.figures.out_of_scope, 2U);
  EXPECT_EQ(other.figures.not_evaluable, 0U);
}

TEST_F(ScopeTest, WhatMatchesNothingIsRefused) {
  company.person("ana");
  company.identity("ana").department = company.text("Finance");
  const auto refused = [&](const ScopeRules& rules) {
    try {
      scope_of(company.snapshot, table, {.name = "q", .scope = rules});
      return std::string("no error");
    } catch (const Error& e) {
      return e.message();
    }
  };
  EXPECT_EQ(refused({.sources = {"shpo"}}),
            "campaign `q`: there is no source `shpo` in the newest snapshot; did you mean `shop`?");
  EXPECT_EQ(refused({.people = {"anna"}}),
            "campaign `q`: there is no person `anna` in the newest snapshot; did you mean `ana`?");
  EXPECT_EQ(refused({.departments = {"Finanse"}}),
            "campaign `q`: there is no department `Finanse` in the newest snapshot; did you mean `Finance`?");
}

TEST(CampaignDefinition, SurvivesTheStore) {
  const CampaignDefinition definition{
      .name = "q",
      .title = "t",
      .from = "quarterly",
      .scope = {.categories = {"c"},
                .sources = {"s"},
                .rules = {"r"},
                .people = {"p"},
                .departments = {"d"},
                .least_risk = Severity::high},
      .stages = {{.reviewers = {ReviewerRole::manager}, .group = {"g"}, .categories = {}},
                 {.reviewers = {ReviewerRole::data_owner, ReviewerRole::group},
                  .group = {},
                  .categories = {"c"}}},
      .conflicts = {{"Fraud", "under inquiry"}},
      .days = 9,
      .silence = {.by_risk = {Silence::keep, Silence::extend, Silence::escalate, Silence::revoke},
                  .extension_days = 3,
                  .most_percent_of_source = 1},
      .carry = {.times = 2, .days = 90},
      .decisions = {.reason_to_keep_flagged = false,
                    .reason_to_keep_not_evaluable = false,
                    .reason_to_revoke_unflagged = false,
                    .reason_not_to_judge = false,
                    .bulk = false,
                    .longest_until_days = 30}};
  EXPECT_EQ(definition_from_json(parse_json(canonical_json(to_json(definition)), "test")), definition);
}

TEST(CampaignDefinition, OneFromBeforeDefinitionsStoodInFilesIsRead) {
  const Json kept = {{"name", "q"},
                     {"title", "t"},
                     {"categories", {"c"}},
                     {"days", 9},
                     {"silence", "nothing"},
                     {"decisions",
                      {{"reason_to_keep_flagged", true},
                       {"reason_to_revoke_unflagged", true},
                       {"reason_not_to_judge", true},
                       {"bulk", false},
                       {"longest_until_days", 30}}}};
  EXPECT_EQ(definition_from_json(kept),
            (CampaignDefinition{.name = "q",
                                .title = "t",
                                .scope = {.categories = {"c"}},
                                .days = 9,
                                .decisions = {.bulk = false, .longest_until_days = 30}}));
}

}  // namespace
}  // namespace reeve
