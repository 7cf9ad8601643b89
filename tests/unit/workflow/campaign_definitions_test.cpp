#include "engine/workflow/campaign_definitions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "tests/support/scratch_dir.h"

namespace reeve {
namespace {

using testing::ElementsAre;

class CampaignDefinitions : public testing::Test {
 protected:
  CampaignDefinitions() {
    config_.sources.push_back({.name = "shop", .kind = "csv", .base_dir = {}, .options = {}});
    config_.campaign_days = 30;
  }
  CampaignDefinition own(const std::string& text) {
    dir_.write("campaigns/own.toml", text);
    config_.campaign_definitions = (dir_.path() / "campaigns").string();
    return find_definition(config_, "own");
  }
  // The message without the folder before it.
  std::string refusal(const std::string& text) {
    try {
      own(text);
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::config) << text;
      const std::string file = (dir_.path() / "campaigns/own.toml").string();
      EXPECT_TRUE(error.message().starts_with(file)) << error.message();
      return error.message().substr(std::min(error.message().size(), file.size()));
    }
    return "accepted";
  }

  test::ScratchDir dir_;
  Config config_;
};

TEST_F(CampaignDefinitions, ShippedOnesAreThere) {
  std::vector<std::string> names;
  for (const NamedDefinition& d : campaign_definitions(config_)) {
    names.push_back(d.definition.from + " " + d.place);
  }
  EXPECT_THAT(names, ElementsAre("flagged shipped", "quarterly shipped", "review shipped"));
  const CampaignDefinition quarterly = find_definition(config_, "quarterly");
  EXPECT_EQ(quarterly.stages.size(), 2U);
  EXPECT_EQ(quarterly.carry, (CarryRules{.times = 2, .days = 180}));
  EXPECT_EQ(find_definition(config_, ""),
            (CampaignDefinition{.title = "Review of access to customer data", .from = "review", .days = 30}));
}

TEST_F(CampaignDefinitions, EveryKeyIsRead) {
  const CampaignDefinition expected{
      .title = "Own",
      .from = "own",
      .scope = {.categories = {"customer_email"},
                .sources = {"shop"},
                .rules = {"lifecycle/leaver"},
                .people = {"ana"},
                .departments = {"Finance"},
                .least_risk = Severity::high},
      .stages = {{.reviewers = {ReviewerRole::manager, ReviewerRole::group},
                  .group = {"bo"},
                  .categories = {}},
                 {.reviewers = {ReviewerRole::data_owner}, .group = {}, .categories = {"sales_metrics"}}},
      .conflicts = {{"Fraud", "under inquiry"}},
      .days = 5,
      .silence = {.by_risk = {Silence::keep, Silence::extend, Silence::escalate, Silence::revoke},
                  .extension_days = 3,
                  .most_percent_of_source = 1},
      .carry = {.times = 1, .days = 90},
      .decisions = {.reason_to_keep_flagged = false,
                    .reason_to_keep_not_evaluable = false,
                    .reason_to_revoke_unflagged = false,
                    .reason_not_to_judge = false,
                    .bulk = false,
                    .longest_until_days = 60}};
  EXPECT_EQ(own(R"(title = "Own"
days = 5
[scope]
categories = ["customer_email"]
sources = ["shop"]
rules = ["lifecycle/leaver"]
people = ["ana"]
departments = ["Finance"]
least_risk = "high"
[[stage]]
reviewers = ["manager", "group"]
group = ["bo"]
[[stage]]
reviewers = ["data owner"]
categories = ["sales_metrics"]
[[conflict]]
department = "Fraud"
reason = "under inquiry"
[silence]
medium = "extend"
high = "escalate"
critical = "revoke"
extension_days = 3
most_percent_of_source = 1
[carry_forward]
times = 1
days = 90
[decisions]
reason_to_keep_flagged = false
reason_to_keep_not_evaluable = false
reason_to_revoke_unflagged = false
reason_not_to_judge = false
bulk = false
longest_until_days = 60
)"),
            expected);
}

TEST_F(CampaignDefinitions, AFileOfTheCompanyTakesThePlaceOfAShippedOne) {
  dir_.write("campaigns/review.toml", "title = \"Ours\"\n");
  config_.campaign_definitions = (dir_.path() / "campaigns").string();
  EXPECT_EQ(find_definition(config_, "review").title, "Ours");
  EXPECT_EQ(campaign_definitions(config_).size(), 3U);
}

TEST_F(CampaignDefinitions, AMistakeIsRefusedWithItsLine) {
  const std::pair<const char*, const char*> kMistakes[] = {
      {"days = 5\n", ": line 1: a campaign needs a `title`"},
      {"title = \"x\"\ndays = 0\n", ": line 2: `days` is 0, but must be 1 to 366"},
      {"title = \"x\"\n[scope]\ncategories = [\"customer_emial\"]\n",
       ": line 3: there is no category `customer_emial`; did you mean `customer_email`?"},
      {"title = \"x\"\n[scope]\nsources = [\"shpo\"]\n",
       ": line 3: there is no source `shpo`; did you mean `shop`?"},
      {"title = \"x\"\n[scope]\nrules = [\"lifecycle/leavr\"]\n",
       ": line 3: there is no rule `lifecycle/leavr`; did you mean `lifecycle/leaver`?"},
      {"title = \"x\"\n[silence]\nhigh = \"revok\"\n",
       ": line 3: `high` cannot be `revok`; did you mean `revoke`?"},
      {"title = \"x\"\n[silense]\n", ": line 2: unknown key `silense`; did you mean `silence`?"},
      {"title = \"x\"\n[[stage]]\nreviewers = [\"manger\"]\n",
       ": line 3: there is no kind of reviewer `manger`; did you mean `manager`?"},
      {"title = \"x\"\n[[stage]]\nreviewers = []\n",
       ": line 2: a stage that asks nobody decides nothing; name `reviewers`"},
      {"title = \"x\"\n[[stage]]\nreviewers = [\"manager\"]\ngroup = [\"bo\"]\n",
       ": line 4: nobody asks the `group`; put \"group\" among the `reviewers`"},
      {"title = \"x\"\n[carry_forward]\ntimes = 3\n", ": line 3: `times` is 3, but must be 0 to 2"},
      {"title = \"x\"\n[carry_forward]\ndays = 181\n", ": line 3: `days` is 181, but must be 1 to 180"},
      {"title = \"x\"\n[[conflict]]\ndepartment = \"Fraud\"\n",
       ": line 2: a conflict needs a `department` and the `reason` why none of it reviews"},
      {"title = \n", ": line 1: "},
  };
  for (const auto& [text, message] : kMistakes) {
    EXPECT_TRUE(refusal(text).starts_with(message)) << refusal(text);
  }
}

TEST_F(CampaignDefinitions, OneThatIsNotThereIsRefusedWithTheNearestName) {
  try {
    find_definition(config_, "quaterly");
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.message(), "there is no campaign definition `quaterly`; did you mean `quarterly`?");
  }
}

}  // namespace
}  // namespace reeve
