// Campaigns by their plans, on the company of the tour, with the real program: two stages, routes, and what
// is carried into the next campaign.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "engine/core/json.h"
#include "tests/support/paths.h"
#include "tests/support/program.h"
#include "tests/support/scratch_dir.h"

namespace reeve::test {
namespace {

using testing::HasSubstr;

class CampaignPlans : public testing::Test {
 protected:
  ProgramResult reeve(const std::vector<std::string>& words) { return run_reeve(dir_.path(), words); }

  void SetUp() override {
    for (const char* folder : {"hr", "shop"}) {
      std::filesystem::copy(source_dir() / "docs/tour" / folder, dir_.path() / folder,
                            std::filesystem::copy_options::recursive);
    }
    ASSERT_EQ(reeve({"init"}).exit_code, 0);
    std::ifstream toml(dir_.path() / "reeve.toml");
    std::stringstream text;
    text << toml.rdbuf();
    std::string config = text.str();
    config.replace(config.find("owner = \"\""), 10, "owner = \"nadia.petrova@brimstow.example\"");
    std::ifstream sources(source_dir() / "docs/tour/sources.toml");
    std::stringstream more;
    more << sources.rdbuf();
    dir_.write("reeve.toml", config + more.str());
    read();
  }

  void read() {
    ASSERT_EQ(reeve({"sync"}).exit_code, 0);
    reeve({"evaluate"});
  }

  Json cases() { return parse_json(reeve({"campaign", "cases", "--format", "json"}).data, "cases"); }
  Json case_of(const std::string& subject, const std::string& entitlement) {
    for (const Json& row : cases()) {
      if (row.at("subject") == subject && row.at("entitlement") == entitlement) return row;
    }
    return {{"case", 0}, {"state", "none"}};
  }
  std::string number(const std::string& subject, const std::string& entitlement) {
    return case_of(subject, entitlement).at("case").dump();
  }
  // Keeps everything that is open: one desk after the other, until nothing goes on to another stage.
  void keep_everything() {
    for (int desks = 0; desks < 30; ++desks) {
      std::string reviewer, lines;
      for (const Json& row : cases()) {
        if (row.at("state") != "open") continue;
        if (reviewer.empty()) reviewer = row.at("reviewer");
        if (row.at("reviewer") == reviewer)
          lines += row.at("case").dump() + ",certify,,needed for the work\n";
      }
      if (reviewer.empty()) return;
      dir_.write("decisions.csv", "case,decision,until,reason\n" + lines);
      const ProgramResult result =
          reeve({"decide", "--by", reviewer, "--file", "decisions.csv", "--sign-off"});
      ASSERT_EQ(result.exit_code, 0) << result.data << result.messages;
    }
    FAIL() << "the cases go round in circles";
  }

  ScratchDir dir_;
};

TEST_F(CampaignPlans, APreviewWritesNothing) {
  const ProgramResult preview = reeve({"campaign", "preview", "quarterly"});
  EXPECT_EQ(preview.exit_code, 0) << preview.messages;
  EXPECT_THAT(preview.messages, HasSubstr("quarterly: 10 cases for "));
  EXPECT_THAT(preview.messages, HasSubstr("nothing was written or sent"));
  EXPECT_EQ(reeve({"campaign", "list"}).messages, "there is no campaign yet; next: `reeve campaign open`\n");
}

TEST_F(CampaignPlans, ThePlanThatIsNotThereIsRefused) {
  EXPECT_EQ(reeve({"campaign", "open", "quaterly"}).messages,
            "reeve: there is no campaign definition `quaterly`; did you mean `quarterly`?\n");
}

TEST_F(CampaignPlans, WhatTheManagerKeepsGoesToTheDataOwner) {
  ASSERT_EQ(reeve({"campaign", "open", "quarterly", "--name", "q1"}).exit_code, 0);
  const std::string ana = number("Ana Lopes", "SELECT on customers");
  EXPECT_EQ(reeve({"decide", ana, "--by", "Viktor Brandt", "--decision", "certify", "--reason", "needs it",
                   "--sign-off"})
                .exit_code,
            0);
  EXPECT_EQ(case_of("Ana Lopes", "SELECT on customers").at("reviewer"), "Priya Raman");
  const ProgramResult again = reeve({"decide", ana, "--by", "Viktor Brandt", "--decision", "certify",
                                     "--reason", "needs it", "--sign-off"});
  EXPECT_EQ(again.exit_code, 0) << again.data << again.messages;
  EXPECT_THAT(again.messages, HasSubstr("signed off before"));
  const ProgramResult history = reeve({"campaign", "history", "--case", ana});
  EXPECT_THAT(history.data, HasSubstr("Viktor Brandt to Priya Raman: certify by the reviewer of stage 1"));
}

TEST_F(CampaignPlans, AQuestionAndACaseThatIsNotMine) {
  ASSERT_EQ(reeve({"campaign", "open", "--name", "q1"}).exit_code, 0);
  const std::string ana = number("Ana Lopes", "SELECT on customers");
  const ProgramResult asked =
      reeve({"campaign", "ask", ana, "--by", "Viktor Brandt", "--question", "what is crm_read?"});
  EXPECT_EQ(asked.exit_code, 0) << asked.data;
  EXPECT_THAT(asked.data, HasSubstr("Priya Raman"));
  EXPECT_EQ(case_of("Ana Lopes", "SELECT on customers").at("state"), "asked");
  EXPECT_EQ(reeve({"campaign", "answer", ana, "--by", "Mara Okafor", "--text", "no idea"}).exit_code, 1);
  EXPECT_EQ(
      reeve({"campaign", "answer", ana, "--by", "Priya Raman", "--text", "it reads addresses"}).exit_code, 0);
  EXPECT_EQ(reeve({"campaign", "pass", ana, "--by", "Viktor Brandt", "--reason", "not my team"}).exit_code,
            0);
  EXPECT_EQ(case_of("Ana Lopes", "SELECT on customers").at("reviewer"), "Ines Duarte");
  EXPECT_EQ(reeve({"campaign", "reassign", ana, "--to", "Ana Lopes", "--reason", "x"}).exit_code, 1)
      << "nobody decides about herself";
}

TEST_F(CampaignPlans, WhatChangedOpensAgainAndWhatVanishedIsGone) {
  ASSERT_EQ(reeve({"campaign", "open", "--name", "q1"}).exit_code, 0);
  std::ifstream memberships(dir_.path() / "shop/memberships.csv");
  std::string kept;
  for (std::string line; std::getline(memberships, line);) {
    if (!line.starts_with("badeyemi,")) kept += line + "\n";
  }
  dir_.write("shop/memberships.csv", kept);
  std::ifstream people(dir_.path() / "hr/identities.csv");
  std::stringstream text;
  text << people.rdbuf();
  std::string changed = text.str();
  const std::string was = "Accountant,Finance,EMEA,E120,112";
  changed.replace(changed.find(was), was.size(), "Internal Auditor,Audit,EMEA,E155,112");
  dir_.write("hr/identities.csv", changed);
  read();
  const ProgramResult refreshed = reeve({"campaign", "refresh", "--format", "json"});
  EXPECT_EQ(refreshed.exit_code, 0) << refreshed.messages;
  EXPECT_EQ(case_of("Ben Adeyemi", "SELECT on customers").at("state"), "gone");
  const Json ana = case_of("Ana Lopes", "SELECT on customers");
  EXPECT_EQ(ana.at("state"), "open");
  EXPECT_THAT(ana.at("changed").get<std::string>(), HasSubstr("department is Audit, was Finance"));
  EXPECT_EQ(parse_json(reeve({"campaign", "refresh", "--format", "json"}).data, "refresh"), Json::array())
      << "nothing is new the second time";
}

TEST_F(CampaignPlans, WhatDidNotChangeIsCarriedForwardTwiceAtMost) {
  const auto carried = [&] {
    std::size_t count = 0;
    for (const Json& row : cases()) count += row.at("state") == "carried forward" ? 1 : 0;
    return count;
  };
  ASSERT_EQ(reeve({"campaign", "open", "quarterly", "--name", "q1"}).exit_code, 0);
  EXPECT_EQ(carried(), 0U);
  keep_everything();
  ASSERT_EQ(reeve({"campaign", "close"}).exit_code, 0);
  std::size_t first = 0;
  for (const char* name : {"q2", "q3"}) {
    ASSERT_EQ(reeve({"campaign", "open", "quarterly", "--name", name}).exit_code, 0);
    if (first == 0) first = carried();
    EXPECT_GT(first, 0U);
    EXPECT_EQ(carried(), first);
    EXPECT_LT(first, 10U) << "critical access is decided anew";
    keep_everything();
    ASSERT_EQ(reeve({"campaign", "close"}).exit_code, 0);
  }
  ASSERT_EQ(reeve({"campaign", "open", "quarterly", "--name", "q4"}).exit_code, 0);
  EXPECT_EQ(carried(), 0U) << "twice is enough, and what was decided anew is critical";
}

}  // namespace
}  // namespace reeve::test
