#include "engine/workflow/report.h"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "reports/registry.h"
#include "tests/scenarios/small_campaign.h"

namespace reeve {
namespace {

using test::SmallCampaign;
using testing::HasSubstr;

class ReportTest : public ::testing::Test {
 protected:
  ReportTest() { campaign.context.writers = report_writers(); }

  Report report(const std::string& id = SmallCampaign::kId) {
    return make_report(campaign.context, campaign.store, id);
  }
  std::string written(const std::string& format) {
    std::ostringstream out;
    write_report(campaign.context, report(), format, out);
    return out.str();
  }

  SmallCampaign campaign;
};

TEST_F(ReportTest, HoldsTheCampaignAsItStands) {
  ASSERT_TRUE(
      campaign.decide_one(campaign.ana, {.case_no = 1, .kind = DecisionKind::certify, .reason = "needed"})
          .counts());
  ASSERT_TRUE(
      campaign.decide_one(campaign.ana, {.case_no = 4, .kind = DecisionKind::revoke, .reason = "no need"})
          .counts());
  ASSERT_TRUE(
      campaign.decide_one(campaign.dana, {.case_no = 5, .kind = DecisionKind::revoke, .reason = "wide"})
          .counts());
  ASSERT_TRUE(
      sign_off(campaign.context, campaign.store, SmallCampaign::kId, campaign.dana, "done").signed_off);

  const Report r = report();

  EXPECT_EQ(r.review.title, "Quarterly review");
  EXPECT_EQ(r.review.percent, 20);
  EXPECT_EQ(r.review.all.cases, 5U);
  EXPECT_EQ(r.review.all.open, 2U);
  EXPECT_EQ(r.review.all.revoked, 2U);
  ASSERT_EQ(r.review.reviewers.size(), 2U);
  EXPECT_EQ(r.review.reviewers[1].reviewer, "Dana Roy");
  EXPECT_EQ(r.review.reviewers[1].signed_off, 1U);
  EXPECT_EQ(r.review.without_cut, (std::vector<std::int32_t>{4}));
  EXPECT_EQ(r.review.contradictions,
            (std::vector<std::string>{
                "Dana Roy revoked case 5, which also ends case 1, and Ana Lopes keeps that"}));
  EXPECT_EQ(r.decisions.size(), 3U);
  EXPECT_EQ(r.removals, campaign.store.removals());
  EXPECT_EQ(r.sign_offs.size(), 1U);
}

TEST_F(ReportTest, WithoutAnEvaluationItSaysThatNoRuleRan) {
  EXPECT_EQ(report().engine, "");
  EXPECT_THAT(written("html"), HasSubstr("the absence of findings says nothing"));
}

TEST_F(ReportTest, NamesSourcesThatWereNeverRead) {
  campaign.context.config.sources.push_back({.name = "shop", .kind = "csv"});
  ASSERT_EQ(report().source_problems.size(), 1U);
  EXPECT_THAT(report().source_problems[0], HasSubstr("source shop is never read"));
  EXPECT_THAT(written("html"), HasSubstr("source shop is never read"));
}

TEST_F(ReportTest, WithoutACampaignItIsAboutFindingsOnly) {
  EXPECT_FALSE(report("").campaign.has_value());
  EXPECT_TRUE(report("").cases.empty());
}

TEST_F(ReportTest, AnUnknownFormatNamesTheOnesThereAre) {
  try {
    written("pdf");
    FAIL() << "no error";
  } catch (const Error& e) {
    EXPECT_EQ(e.code(), ErrorCode::usage);
    EXPECT_EQ(e.message(), "there is no format `pdf`; there is `html`, `csv` and `csv-raw`");
  }
}

TEST_F(ReportTest, NothingReadIsNothingToReport) {
  MemoryStore empty;
  EXPECT_THROW(make_report(campaign.context, empty, ""), Error);
}

}  // namespace
}  // namespace reeve
