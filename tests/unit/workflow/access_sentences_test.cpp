#include "engine/workflow/access_sentences.h"

#include <gtest/gtest.h>

#include "tests/support/small_company.h"

namespace reeve {
namespace {

using test::SmallCompany;

class AccessSentencesTest : public testing::Test {
 protected:
  AccessSentencesTest() {
    company_.person("ana");
    company_.resource("customers");
    company_.account("batch");
  }

  std::string sentence(const Subject& subject, ResourceKind kind, const std::string& privilege, Action action,
                       AccessFlags flags = {}) {
    AccessTable table;
    const EntitlementIx e = company_.entitlement(table, "customers", privilege, 1);
    table.entitlements[e.value].action = action;
    company_.snapshot.resources.back().kind = kind;
    return access_sentence(company_.snapshot, {{"customer_email", "customers' e-mail addresses"}},
                           {.subject = subject, .entitlement = table.entitlements[e.value], .flags = flags});
  }

  SmallCompany company_;
  const Subject ana_{.identity = IdentityIx(0), .principal = {}};
  const Subject batch_{.identity = {}, .principal = PrincipalIx(0)};
  const AccessFlags usable_{.usability = Usability::usable};
};

TEST_F(AccessSentencesTest, DataIsReadChangedOrDeletedInItsPlace) {
  EXPECT_EQ(sentence(ana_, ResourceKind::table, "SELECT", Action::read, usable_),
            "name of ana can read customers' e-mail addresses in table customers of shop");
  EXPECT_EQ(sentence(batch_, ResourceKind::other, "DELETE", Action::remove, usable_),
            "account batch can delete customers' e-mail addresses in customers of shop");
}

TEST_F(AccessSentencesTest, ACapabilityIsUsed) {
  EXPECT_EQ(sentence(ana_, ResourceKind::capability, "EXPORT", Action::remove, usable_),
            "name of ana can use customers' e-mail addresses (EXPORT in capability customers of shop)");
}

TEST_F(AccessSentencesTest, WhatDoesNotWorkNowCould) {
  EXPECT_EQ(sentence(ana_, ResourceKind::table, "UPDATE", Action::write, {.usability = Usability::latent}),
            "name of ana could change customers' e-mail addresses in table customers of shop");
}

}  // namespace
}  // namespace reeve
