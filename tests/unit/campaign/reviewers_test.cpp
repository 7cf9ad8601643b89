#include "engine/campaign/reviewers.h"

#include <gtest/gtest.h>

#include "tests/support/small_company.h"

namespace reeve {
namespace {

using test::SmallCompany;
using test::subject_of;

// A company in which everybody can be asked: boss over lead over ana and bo; dana is the data owner of
// `orders`, and audit and board are the campaign owners, all of them outside the line.
class ReviewersTest : public ::testing::Test {
 protected:
  ReviewersTest() {
    company.person("boss");
    company.person("lead", "boss");
    company.person("ana", "lead");
    company.person("bo", "lead");
    company.person("dana");
    company.person("audit");
    company.person("board");
    company.resource("orders", "", "dana");
    company.resource("orders.email", "orders");
    company.resource("lonely");
    owners = {company.find_person("audit"), company.find_person("board")};
  }

  ReviewNeed need(const std::string& person, const std::string& resource = "orders") {
    return {CaseKind::person, subject_of(company.find_person(person)), company.find_resource(resource)};
  }
  ReviewNeed need(PrincipalIx account, const std::string& resource = "orders") {
    return {case_kind(account), subject_of(account), company.find_resource(resource)};
  }
  CaseKind case_kind(PrincipalIx account) const {
    return company.snapshot[account].kind == PrincipalKind::everyone ? CaseKind::everyone : CaseKind::account;
  }

  // "key of the reviewer: why", "nobody" where there is none.
  std::vector<std::string> assigned(const std::vector<ReviewNeed>& needs) {
    std::vector<std::string> words;
    for (const Reviewer& r : assign_reviewers(company.snapshot, needs, owners)) {
      words.push_back(r.identity.valid()
                          ? std::string(company.snapshot.text(company.snapshot[r.identity].key)) + ": " +
                                r.why
                          : "nobody");
    }
    return words;
  }
  std::string assigned(const ReviewNeed& one) { return assigned(std::vector{one}).front(); }

  SmallCompany company;
  std::vector<IdentityIx> owners;
};

TEST_F(ReviewersTest, TheManagerReviews) { EXPECT_EQ(assigned(need("ana")), "lead: manager"); }

TEST_F(ReviewersTest, AManagerWhoIsNotAtWorkIsReplacedByTheNextAbove) {
  for (const auto status :
       {IdentityStatus::left, IdentityStatus::suspended, IdentityStatus::leave, IdentityStatus::future}) {
    company.identity("lead").status = status;
    EXPECT_EQ(assigned(need("ana")), "boss: manager's manager") << to_string(status);
  }
  company.identity("lead").status = IdentityStatus::active;
  company.identity("lead").end = MaybeTime::at(SmallCompany::kAsOf);
  EXPECT_EQ(assigned(need("ana")), "boss: manager's manager");
}

TEST_F(ReviewersTest, AManagerWhoseStatusIsNotKnownIsAsked) {
  company.identity("lead").status = IdentityStatus::unknown;
  company.identity("lead").end = MaybeTime::at(SmallCompany::kAsOf + 1);
  EXPECT_EQ(assigned(need("ana")), "lead: manager");
}

TEST_F(ReviewersTest, WithoutAManagerTheDataOwnerReviewsAlsoFromAbove) {
  company.person("cy");
  EXPECT_EQ(assigned(need("cy")), "dana: data owner");
  EXPECT_EQ(assigned(need("cy", "orders.email")), "dana: data owner");
}

TEST_F(ReviewersTest, TheCampaignOwnersComeLastInTheirOrder) {
  company.person("cy");
  EXPECT_EQ(assigned(need("cy", "lonely")), "audit: campaign owner");
  EXPECT_EQ(assigned(need("audit", "lonely")), "board: campaign owner");
}

TEST_F(ReviewersTest, NobodyReviewsHerself) {
  company.reports_to("ana", "ana");
  EXPECT_EQ(assigned(need("ana")), "dana: data owner");
  EXPECT_EQ(assigned(need("dana")), "audit: campaign owner");
}

TEST_F(ReviewersTest, NobodyReviewsHerselfUnderAnotherIdentity) {
  company.person("ana2", "ana");
  company.identity("ana").email = company.text("Ana@shop.example");
  company.identity("ana2").email = company.text("ana@SHOP.example");
  EXPECT_EQ(assigned(need("ana2")), "lead: manager's manager");
}

TEST_F(ReviewersTest, ADirectReportNeverReviewsHerManager) {
  company.person("top");
  company.reports_to("dana", "top");
  company.reports_to("audit", "top");
  EXPECT_EQ(assigned(need("top")), "board: campaign owner");
  company.reports_to("board", "top");
  EXPECT_EQ(assigned(need("top")), "nobody");
}

TEST_F(ReviewersTest, SomebodyFurtherBelowComesAfterEverybodyElse) {
  company.reports_to("dana", "lead");
  EXPECT_EQ(assigned(need("boss")), "audit: campaign owner");
  company.reports_to("audit", "lead");
  company.reports_to("board", "lead");
  EXPECT_EQ(assigned(need("boss")), "dana: data owner, works below the subject");
}

TEST_F(ReviewersTest, TwoManagersOfOneAnotherBothGoElsewhere) {
  company.reports_to("lead", "ana");
  EXPECT_EQ(assigned({need("ana"), need("lead")}),
            (std::vector<std::string>{"dana: data owner", "dana: data owner"}));
}

TEST_F(ReviewersTest, ARingOfManagersGoesToTheDataOwner) {
  company.reports_to("boss", "ana");
  EXPECT_EQ(assigned({need("ana"), need("lead"), need("boss")}),
            (std::vector<std::string>(3, "dana: data owner")));
}

TEST_F(ReviewersTest, ARingOfManagersReviewsItselfOnlyWhereNobodyElseIsThere) {
  company.reports_to("boss", "ana");
  owners.clear();
  EXPECT_EQ(assigned(need("ana", "lonely")), "lead: manager, works below the subject");
}

TEST_F(ReviewersTest, TwoPeopleNeverReviewEachOther) {
  company.person("x");
  company.person("y");
  company.resource("of x", "", "x");
  company.resource("of y", "", "y");
  EXPECT_EQ(assigned({need("x", "of y"), need("y", "of x")}),
            (std::vector<std::string>{"y: data owner", "audit: campaign owner"}));
}

TEST_F(ReviewersTest, AnAccountGoesToWhoAnswersForItThenTheDataOwnerThenTheCampaignOwner) {
  const PrincipalIx owned = company.account("batch", OwnerState::owned, "ana");
  EXPECT_EQ(assigned(need(owned)), "ana: account owner");
  company.identity("ana").status = IdentityStatus::left;
  EXPECT_EQ(assigned(need(owned)), "dana: data owner");
  EXPECT_EQ(assigned(need(owned, "lonely")), "audit: campaign owner");
  EXPECT_EQ(assigned(need(company.account("ghost"))), "dana: data owner");
}

TEST_F(ReviewersTest, AnUnmatchedAccountIsNotReviewedByThePersonItLooksLike) {
  const PrincipalIx ghost = company.account("ghost", OwnerState::ambiguous);
  company.snapshot.principals[ghost.value].email = company.text("dana@shop.example");
  company.identity("dana").email = company.text("Dana@shop.example");
  EXPECT_EQ(assigned(need(ghost)), "audit: campaign owner");
  company.snapshot.principals[ghost.value].employee_number = company.text("17");
  company.identity("audit").employee_number = company.text("17");
  EXPECT_EQ(assigned(need(ghost)), "board: campaign owner");
}

TEST_F(ReviewersTest, PublicGoesToTheDataOwnerThenTheCampaignOwner) {
  const PrincipalIx everyone = company.everyone();
  EXPECT_EQ(assigned(need(everyone)), "dana: data owner");
  EXPECT_EQ(assigned(need(everyone, "lonely")), "audit: campaign owner");
}

TEST_F(ReviewersTest, WithoutACampaignOwnerSomebodyIsLeftWithoutAReviewer) {
  owners.clear();
  EXPECT_EQ(assigned(need("dana", "lonely")), "nobody");
}

}  // namespace
}  // namespace reeve
