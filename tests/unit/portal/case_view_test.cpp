#include "portal/case_view.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace reeve::portal {
namespace {

using testing::ElementsAre;
using testing::IsSupersetOf;

CampaignEvent move(std::int32_t case_no, CampaignEventKind kind, UtcMillis at, const std::string& text) {
  return {.id = std::to_string(at),
          .case_no = case_no,
          .kind = kind,
          .at = at,
          .by = "Olga Reyes",
          .signed_in = "command line as olga",
          .from_key = {},
          .from_name = "Mara Okafor",
          .to_key = {},
          .to_name = "Ben Adeyemi",
          .text = text};
}

std::vector<std::string> told(const Json& view) {
  std::vector<std::string> lines;
  for (const Json& e : view.at("history")) {
    lines.push_back(e.at("what").get<std::string>() + " | " + e.at("who").get<std::string>() + " | " +
                    e.at("detail").get<std::string>());
  }
  return lines;
}

TEST(CaseView, TellsMovesOfTheCaseAndOfTheCampaignInTheOrderOfTime) {
  CampaignContent content;
  content.campaign = {.id = "c", .name = "autumn", .snapshot = 3, .opened_by = "root", .opened_at = 1};
  content.cases.push_back({.no = 7, .card = 1});
  const std::vector<CampaignEvent> moves{
      move(0, CampaignEventKind::closed, 9, "never shown twice"),
      move(0, CampaignEventKind::extended, 5, "until June"),
      move(8, CampaignEventKind::reassigned, 4, "of another case"),
      move(7, CampaignEventKind::reassigned, 2, "she is away"),
  };
  EXPECT_THAT(
      told(case_view(content, 7, {}, moves, {}, {}, {})),
      ElementsAre("Opened on snapshot 3 | root | ",
                  "Reassigned | Olga Reyes | Mara Okafor to Ben Adeyemi: she is away; signed in by "
                  "command line as olga",
                  "Deadline extended | Olga Reyes | Mara Okafor to Ben Adeyemi: until June; signed in "
                  "by command line as olga"));
}

TEST(CaseView, CasesCanBeFilteredByEveryState) {
  std::vector<std::string> offered;
  const Json view = cases_view({}, {}, {});
  for (const Json& filter : view.at("filters")) {
    if (filter.at("name") != "state") continue;
    for (const Json& option : filter.at("options")) offered.push_back(option.dump());
  }
  std::vector<testing::Matcher<std::string>> states;
  for (const auto name : EnumNames<WorkItemState>::names)
    states.push_back(testing::HasSubstr("\"" + std::string(name) + "\""));
  EXPECT_THAT(offered, IsSupersetOf(states));
}

}  // namespace
}  // namespace reeve::portal
