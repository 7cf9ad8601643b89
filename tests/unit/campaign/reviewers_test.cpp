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
    ReviewerFinder finder(company.snapshot, rules());
    for (const ReviewNeed& need : needs) words.push_back(in_words(finder.assign(need)));
    return words;
  }
  // The stages of one case.
  std::string in_words(const std::vector<Reviewer>& stages) const {
    std::string text;
    for (const Reviewer& r : stages) text += (text.empty() ? "" : ", then ") + in_words(r);
    return text.empty() ? "nobody" : text;
  }
  std::string in_words(const Reviewer& r) const {
    if (!r.identity.valid()) return "nobody";
    return std::string(company.snapshot.text(company.snapshot[r.identity].key)) + ": " + r.why;
  }
  ReviewerRules rules() const {
    ReviewerRules rules{.stages = {{.roles = StageRule{}.reviewers}}, .campaign_owners = owners};
    rules.stages.front().group = group;
    if (second_stage) {
      rules.stages.push_back({.roles = {ReviewerRole::data_owner, ReviewerRole::campaign_owner},
                              .categories = category_bit(CategoryIx(0))});
    }
    if (!source_owner.empty()) rules.source_owners["shop"] = company.find_person(source_owner);
    rules.departments_out = departments_out;
    return rules;
  }
  std::string assigned(const ReviewNeed& one) { return assigned(std::vector{one}).front(); }

  SmallCompany company;
  std::vector<IdentityIx> owners;
  std::vector<IdentityIx> group;
  std::string source_owner;
  std::set<std::string> departments_out;
  bool second_stage = false;
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

TEST_F(ReviewersTest, WithoutADataOwnerTheSourceOwnerIsAskedThenTheGroupInTurn) {
  company.person("cy");
  company.person("gil");
  company.person("hal");
  group = {company.find_person("gil"), company.find_person("hal")};
  source_owner = "boss";
  EXPECT_EQ(assigned(need("cy", "lonely")), "boss: source owner");
  EXPECT_EQ(assigned(need(company.account("ghost"), "lonely")), "boss: source owner");
  source_owner.clear();
  EXPECT_EQ(assigned({need("cy", "lonely"), need("audit", "lonely"), need("board", "lonely")}),
            (std::vector<std::string>{"gil: group", "hal: group", "gil: group"}));
}

TEST_F(ReviewersTest, AConflictTakesAWholeDepartmentOut) {
  company.identity("lead").department = company.text("Fraud Operations");
  company.identity("dana").department = company.text("fraud operations ");
  departments_out = {"fraud operations"};
  EXPECT_EQ(assigned(need("ana")), "boss: manager's manager");
  EXPECT_EQ(assigned(need("boss")), "audit: campaign owner");
}

TEST_F(ReviewersTest, ASecondStageIsAnotherPersons) {
  second_stage = true;
  ReviewNeed mails = need("ana");
  EXPECT_EQ(assigned(mails), "lead: manager") << "not of its categories";
  mails.categories = category_bit(CategoryIx(0));
  EXPECT_EQ(assigned(mails), "lead: manager, then dana: data owner");
  company.reports_to("ana", "dana");
  EXPECT_EQ(assigned(mails), "dana: manager, then audit: campaign owner");
  owners.clear();
  EXPECT_EQ(assigned(mails), "dana: manager") << "nobody else is there";
  EXPECT_EQ(ReviewerFinder(company.snapshot, rules()).stages_of(mails), 2U);
}

TEST_F(ReviewersTest, LinkedIdentitiesNeverReviewEachOther) {
  company.person("lead2");
  company.identity("lead").employee_number = company.text("7");
  company.identity("lead2").employee_number = company.text("7");
  company.reports_to("lead2", "dana");
  company.resource("of ana", "", "ana");
  EXPECT_EQ(assigned({need("ana"), need("lead2", "of ana")}),
            (std::vector<std::string>{"lead: manager", "dana: manager"}));
  EXPECT_EQ(assigned({need("lead2", "of ana"), need("dana", "of ana")}),
            (std::vector<std::string>{"dana: manager", "ana: data owner"}));
  company.reports_to("lead2", "ana");
  EXPECT_EQ(assigned({need("ana"), need("lead2", "lonely")}),
            (std::vector<std::string>{"lead: manager", "boss: manager's manager"}))
      << "ana is reviewed by lead, who is lead2";
}

TEST_F(ReviewersTest, WhoMayNotReviewIsToldWhy) {
  ReviewerFinder finder(company.snapshot, rules());
  finder.remember(company.find_person("dana"), need("audit"));
  const auto why = [&](const std::string& who, const ReviewNeed& about) {
    return finder.why_not(company.find_person(who), about);
  };
  EXPECT_EQ(why("dana", need("ana")), "");
  EXPECT_EQ(why("ana", need("ana")), "would decide about her own access");
  EXPECT_EQ(why("ana", need("lead")), "reports to the person whose access it is");
  EXPECT_EQ(why("audit", need("dana")), "is reviewed by the person whose access it is");
  company.identity("bo").status = IdentityStatus::leave;
  EXPECT_EQ(why("bo", need("ana")), "is not at work");
}

TEST_F(ReviewersTest, NextInLinePassesOverWhoWasAsked) {
  ReviewerFinder finder(company.snapshot, rules());
  const auto next = [&](const std::vector<IdentityIx>& passed) {
    return in_words(finder.next_in_line(need("ana"), 0, passed));
  };
  const IdentityIx lead = company.find_person("lead"), boss = company.find_person("boss");
  EXPECT_EQ(next({lead}), "boss: manager's manager");
  EXPECT_EQ(next({lead, boss}), "dana: data owner");
}

TEST_F(ReviewersTest, WithoutACampaignOwnerSomebodyIsLeftWithoutAReviewer) {
  owners.clear();
  EXPECT_EQ(assigned(need("dana", "lonely")), "nobody");
}

}  // namespace
}  // namespace reeve
