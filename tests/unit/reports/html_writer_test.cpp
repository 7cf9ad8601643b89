#include "reports/html_writer.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/html_view.h"
#include "tests/support/sample_report.h"

namespace reeve {
namespace {

using test::empty_report;
using test::sample_report;
using testing::HasSubstr;
using testing::Not;

std::string html(const Report& report) {
  std::ostringstream out;
  make_html_writer()->write(report, out);
  // For looking at it.
  if (const char* folder = std::getenv("REEVE_KEEP_REPORTS")) {
    std::ofstream(std::string(folder) + "/" + report.review.title.substr(0, 9) + ".html") << out.str();
  }
  return out.str();
}

std::vector<std::string> limit_headings(const Report& report) {
  std::vector<std::string> headings;
  const Json view = limits_view(report);
  for (const Json& group : view["groups"]) headings.push_back(group["heading"]);
  return headings;
}

std::vector<std::string> tiles(const Report& report) {
  std::vector<std::string> lines;
  const Json view = report_view(report);
  for (const Json& t : view["tiles"]) {
    lines.push_back(t["value"].get<std::string>() + " " + t["label"].get<std::string>() + " (" +
                    t["note"].get<std::string>() + ")");
  }
  return lines;
}

TEST(HtmlReport, StandsAloneAndRunsNothing) {
  const std::string page = html(sample_report());
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("src=")));
  EXPECT_THAT(page, Not(HasSubstr("href=")));
  EXPECT_THAT(page, Not(HasSubstr("url(")));
  EXPECT_THAT(page, Not(HasSubstr("{{")));
  EXPECT_THAT(page, Not(HasSubstr(">false<")));
}

TEST(HtmlReport, SaysEverythingItCannotVouchFor) {
  EXPECT_EQ(
      limit_headings(sample_report()),
      (std::vector<std::string>{
          "Not read, read in part, or old", "Rejected rows", "Rejected rows behind the campaign",
          "Not evaluable", "Opened on an incomplete snapshot", "Not reviewed, because nobody classified it",
          "Out of scope", "Reviewed once for everybody", "Not signed off", "Not judged", "Contradictions",
          "Revoked without effect so far", "Waived", "Rules switched off", "Tickets given up"}));
}

TEST(HtmlReport, WithoutAnEvaluationSaysSo) {
  EXPECT_EQ(limit_headings(empty_report()), (std::vector<std::string>{"No rules were run"}));
  EXPECT_TRUE(findings_view(empty_report()).is_null());
  EXPECT_THAT(html(empty_report()), HasSubstr("the absence of findings says nothing"));
}

TEST(HtmlReport, SaysThatNothingIsLeftOnlyWhereNothingIs) {
  Report report = empty_report();
  report.engine = "opa 1.22.2";
  const std::string vouched = "Every source was read completely";
  EXPECT_THAT(html(report), HasSubstr(vouched));
  EXPECT_THAT(html(report), Not(HasSubstr("Every case was decided"))) << "there is no campaign";
  report.not_evaluable.push_back({.rule = "r", .reason = "x"});
  EXPECT_THAT(html(report), Not(HasSubstr(vouched)));
}

TEST(HtmlReport, CountsNotEvaluableAgainstCompletion) {
  EXPECT_EQ(tiles(sample_report()),
            (std::vector<std::string>{"52 % completed (24 of 40 cases signed off, 3 not evaluable)",
                                      "6 revoked (of 40 cases)", "2 verified removed (of 6 removals)",
                                      "19 open findings (13 critical or high)",
                                      "2 not evaluable (never counted as fine)"}));
}

TEST(HtmlReport, HostileNamesStayText) {
  Report report = sample_report();
  const std::string evil = "</style><script>alert(1)</script>";
  report.company = evil;
  report.campaign->name = evil;
  report.findings[0].finding.sentence = evil;
  report.findings[0].finding.rule = evil;
  report.cases[3].evidence["sentence"] = evil;
  report.review.reviewers[0].reviewer = evil;
  report.removals[0].statement = evil;
  report.source_problems = {evil};
  const std::string page = html(report);
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;"));
}

TEST(HtmlReport, ALongListSaysWhatItLeavesOut) {
  std::vector<Json> rows(kMostRows + 5, Json{{"no", "1"}});
  const Json list = limited(rows, "cases");
  EXPECT_EQ(list["rows"].size(), kMostRows);
  EXPECT_EQ(list["more"], "The first 400 of 405 cases. The CSV report has all of them.");
  rows.resize(kMostRows);
  EXPECT_EQ(limited(rows, "cases")["more"], "");
}

TEST(HtmlReport, EveryChartHasATitleAndADescription) {
  const std::string page = html(sample_report());
  for (const std::string id : {"chart-findings", "chart-completion", "chart-time", "chart-removals"}) {
    EXPECT_THAT(page, HasSubstr("aria-labelledby=\"" + id + "-t " + id + "-d\""));
    EXPECT_THAT(page, HasSubstr("<title id=\"" + id + "-t\">"));
    EXPECT_THAT(page, HasSubstr("<desc id=\"" + id + "-d\">"));
  }
}

}  // namespace
}  // namespace reeve
