// From a manager's decision to a right that is gone at a real server: planned, rehearsed, applied, proven,
// and put back.
#include <gmock/gmock.h>

#include <fstream>

#include "engine/core/json.h"
#include "tests/support/revoke_company.h"

namespace reeve::test {
namespace {

using testing::HasSubstr;

constexpr const char* kPlan = "removal-plan.json";
constexpr const char* kCredentials = "[remove.shop]\nuser = \"keeper\"\n";

class Revoke : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::string why = PostgresServer::why_unavailable(); !why.empty())
      GTEST_SKIP() << "POSTGRESQL CANNOT BE STARTED, so direct removal is not tested: " << why;
  }
  void start(const std::string& toml = kCredentials) {
    company_ = std::make_unique<RevokeCompany>(toml);
    company_->decide();
  }
  ProgramResult reeve(const std::vector<std::string>& arguments) { return company_->reeve(arguments); }
  ProgramResult apply(const std::string& digest) {
    return reeve({"revoke", "apply", kPlan, "--digest", digest, "--yes"});
  }
  Removal removal() { return company_->store()->removals().at(0); }
  Json plan_file() {
    std::ifstream file(company_->folder() / kPlan);
    return parse_json(std::string{std::istreambuf_iterator<char>(file), {}}, "the plan");
  }

  std::unique_ptr<RevokeCompany> company_;
};

TEST_F(Revoke, IsPlannedRehearsedAppliedProvenAndPutBack) {
  start();
  const std::string digest = company_->plan();
  const Json change = plan_file().at("changes").at(0);
  EXPECT_EQ(change.at("statements"),
            Json::array({R"(REVOKE "support_emea" FROM "ana.lopes" GRANTED BY "postgres")"}));
  EXPECT_EQ(change.at("inverse"),
            Json::array({R"(GRANT "support_emea" TO "ana.lopes" GRANTED BY "postgres")"}));
  EXPECT_EQ(change.at("ends"), Json::array({"Ana Lopes: SELECT on shop.public.customers"}));
  EXPECT_EQ(change.at("costs"), Json::array());
  EXPECT_EQ(change.at("decided_by"), "Viktor Brandt");

  const ProgramResult rehearsed = reeve({"revoke", "apply", kPlan});
  EXPECT_EQ(rehearsed.exit_code, 0) << rehearsed.messages;
  EXPECT_THAT(rehearsed.data, HasSubstr("can be done"));
  EXPECT_THAT(rehearsed.messages, HasSubstr("nothing was changed"));
  EXPECT_TRUE(company_->ana_is_in_support());

  const ProgramResult applied = apply(digest);
  EXPECT_EQ(applied.exit_code, 0) << applied.data << applied.messages;
  EXPECT_FALSE(company_->ana_is_in_support());
  EXPECT_EQ(removal().state, RemovalState::claimed_done);
  EXPECT_EQ(reeve({"verify"}).exit_code, 3) << "nothing proves it yet";
  EXPECT_EQ(removal().state, RemovalState::claimed_done);
  EXPECT_THAT(apply(digest).data, HasSubstr("done before"));
  EXPECT_EQ(company_->store()->removal_acts().size(), 1U) << "nothing is done twice";

  ASSERT_EQ(reeve({"sync"}).exit_code, 0);
  EXPECT_EQ(reeve({"verify"}).exit_code, 0);
  EXPECT_EQ(removal().state, RemovalState::verified_removed);

  const ProgramResult shown = reeve({"revoke", "undo", removal().id});
  EXPECT_EQ(shown.data, "GRANT \"support_emea\" TO \"ana.lopes\" GRANTED BY \"postgres\";\n");
  EXPECT_FALSE(company_->ana_is_in_support());
  EXPECT_EQ(reeve({"revoke", "undo", removal().id, "--yes"}).exit_code, 64) << "it needs a reason";
  const ProgramResult undone = reeve({"revoke", "undo", removal().id, "--yes", "--reason", "wrong Ana"});
  EXPECT_EQ(undone.exit_code, 0) << undone.messages;
  EXPECT_TRUE(company_->ana_is_in_support());
  EXPECT_EQ(removal().state, RemovalState::rejected);
  EXPECT_EQ(reeve({"verify"}).exit_code, 3) << "the read that showed it gone is older";
  EXPECT_EQ(removal().state, RemovalState::rejected);
  EXPECT_EQ(reeve({"revoke", "undo", removal().id}).exit_code, 1);
}

TEST_F(Revoke, OnlyWhatWasApprovedIsApplied) {
  start();
  const std::string digest = company_->plan();
  EXPECT_EQ(reeve({"revoke", "apply", kPlan, "--yes"}).exit_code, 64);
  EXPECT_THAT(apply(std::string(64, '0')).messages, HasSubstr("the plan's digest is " + digest));
  EXPECT_THAT(apply(digest.substr(0, 11)).messages, HasSubstr("twelve digits"));
  Json changed = plan_file();
  changed["changes"][0]["statements"] = Json::array({"DROP TABLE customers"});
  std::ofstream(company_->folder() / kPlan) << changed.dump();
  EXPECT_THAT(apply(digest).messages, HasSubstr("was changed after it was made"));
  EXPECT_TRUE(company_->ana_is_in_support());
  EXPECT_EQ(company_->store()->removal_acts().size(), 0U);
}

TEST_F(Revoke, NothingIsDoneWhereTheSourceHasChanged) {
  start();
  const std::string digest = company_->plan();
  company_->admin().query("grant support_emea to \"ana.lopes\" with admin option");
  const ProgramResult refused = apply(digest);
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.data, HasSubstr("differs")) << refused.messages;
  EXPECT_TRUE(company_->ana_is_in_support());
  EXPECT_EQ(removal().state, RemovalState::planned);
  EXPECT_EQ(company_->store()->removal_acts().at(0).outcome, ActOutcome::differs);
  ASSERT_EQ(reeve({"sync"}).exit_code, 0);
  EXPECT_THAT(apply(digest).messages, HasSubstr("the facts have changed since the plan was made"));
  EXPECT_EQ(apply(company_->plan()).exit_code, 0) << "a new plan knows it";
  EXPECT_FALSE(company_->ana_is_in_support());
}

TEST_F(Revoke, ItNeedsItsOwnCredentials) {
  start("");
  const ProgramResult refused = apply(company_->plan());
  EXPECT_THAT(refused.data, HasSubstr("no [remove.shop]")) << refused.messages;
  EXPECT_TRUE(company_->ana_is_in_support());
}

TEST_F(Revoke, WhatAReaderMayNotDoIsRefusedAndRecorded) {
  start("[remove.shop]\nuser = \"reader\"\n");
  const ProgramResult refused = apply(company_->plan());
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(company_->ana_is_in_support());
  const std::vector<RemovalAct> acts = company_->store()->removal_acts();
  ASSERT_EQ(acts.size(), 1U);
  EXPECT_EQ(acts[0].outcome, ActOutcome::refused);
  EXPECT_THAT(acts[0].detail, HasSubstr("must have admin option"));
  EXPECT_EQ(removal().state, RemovalState::planned);
}

TEST_F(Revoke, AsManyPeopleApproveAsTheCompanyAsksFor) {
  start(std::string(kCredentials) + "[removal]\napprovals = 2\n");
  const std::string digest = company_->plan();
  EXPECT_THAT(apply(digest).messages, HasSubstr("needs 2 approvals and has 0"));
  EXPECT_EQ(reeve({"revoke", "approve", kPlan, "--by", "Ana Lopes"}).exit_code, 1) << "it is about her";
  EXPECT_EQ(reeve({"revoke", "approve", kPlan, "--by", "Ines Duarte"}).exit_code, 0);
  EXPECT_EQ(reeve({"revoke", "approve", kPlan, "--by", "Ines Duarte"}).exit_code, 0);
  EXPECT_THAT(apply(digest).messages, HasSubstr("needs 2 approvals and has 1"));
  EXPECT_EQ(reeve({"revoke", "approve", kPlan, "--by", "Viktor Brandt"}).exit_code, 0);
  EXPECT_EQ(apply(digest).exit_code, 0);
  EXPECT_FALSE(company_->ana_is_in_support());
}

TEST_F(Revoke, WhatIsBirthrightIsNotPlanned) {
  start();
  std::ofstream(company_->folder() / "reeve.toml", std::ios::app)
      << "[removal]\nbirthright = [\"shop/support_emea\"]\n";
  const ProgramResult planned = reeve({"revoke", "plan", "--format", "json"});
  EXPECT_EQ(planned.exit_code, 2);
  EXPECT_EQ(parse_json(planned.data, "plan").at(0).at("why_not"),
            "support_emea is everybody's by birthright");
  EXPECT_EQ(plan_file().at("changes"), Json::array());
}

TEST_F(Revoke, ACutLeavesWhatIsBirthrightAndGoesElsewhere) {
  start("[removal]\nbirthright = [\"shop/support_emea\"]\n");
  EXPECT_EQ(removal().what, "remove support_emea from crm_read in shop");
}

TEST_F(Revoke, AGroupThatHasToBeStaffedKeepsItsLastMember) {
  start(std::string(kCredentials) + "[removal]\nkeep_staffed = [\"shop/crm_read\"]\n");
  const ProgramResult planned = reeve({"revoke", "plan", "--format", "json"});
  EXPECT_EQ(parse_json(planned.data, "plan").at(0).at("why_not"),
            "it would take away the last member of crm_read who can sign in");
  company_->admin().query("create role second login; grant support_emea to second");
  ASSERT_EQ(reeve({"sync"}).exit_code, 0);
  EXPECT_EQ(reeve({"revoke", "plan"}).exit_code, 0);
}

}  // namespace
}  // namespace reeve::test
