// `reeve revoke apply` killed at any moment: what the store claims is true at the source, and giving the
// command again ends with the right gone, once.
#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <thread>

#include "engine/sql/sql_store.h"
#include "tests/support/revoke_company.h"

namespace reeve::test {
namespace {

constexpr int kKills = 25;
constexpr int kMostTries = 150;

class RevokeKill : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::string why = PostgresServer::why_unavailable(); !why.empty())
      GTEST_SKIP() << "POSTGRESQL CANNOT BE STARTED, so killing direct removal is not tested: " << why;
    company_ = std::make_unique<RevokeCompany>("[remove.shop]\nuser = \"keeper\"\n");
    company_->decide();
    digest_ = company_->plan();
  }

  std::vector<std::string> command() const {
    return {"revoke", "apply", "removal-plan.json", "--digest", digest_, "--yes"};
  }
  static std::unique_ptr<Store> store_in(const std::filesystem::path& folder) {
    return open_store("sqlite:" + (folder / "reeve.db").string());
  }
  bool is_gone() { return !company_->ana_is_in_support(); }

  // The claim of the store, held against the source.
  void expect_true_claims(const std::filesystem::path& folder) {
    const auto store = store_in(folder);
    for (const Removal& removal : store->removals()) {
      EXPECT_NE(removal.state, RemovalState::verified_removed);
      EXPECT_TRUE(removal.state != RemovalState::claimed_done || is_gone());
    }
    for (const RemovalAct& act : store->removal_acts()) {
      EXPECT_TRUE(act.outcome != ActOutcome::done || is_gone());
    }
  }

  std::unique_ptr<RevokeCompany> company_;
  std::string digest_;
};

TEST_F(RevokeKill, LeavesNoFalseClaimAndIsCompletedByGivingItAgain) {
  std::mt19937 random(7);
  int killed = 0;
  int in_between = 0;  // the right was gone, and the store did not know it yet
  for (int i = 0; i < kMostTries && killed < kKills; ++i) {
    const ScratchDir scratch;
    const std::filesystem::path folder = scratch.path() / "company";
    std::filesystem::copy(company_->folder(), folder, std::filesystem::copy_options::recursive);
    ReeveProcess process(folder, command());
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 400'000));
    const bool in_time = !process.has_ended();
    process.kill();
    if (in_time) {
      ++killed;
      expect_true_claims(folder);
      const bool known = store_in(folder)->removals().at(0).state == RemovalState::claimed_done;
      in_between += is_gone() && !known ? 1 : 0;
    }
    const ProgramResult again = run_reeve(folder, command());
    ASSERT_EQ(again.exit_code, 0) << again.data << again.messages;
    EXPECT_TRUE(is_gone());
    EXPECT_EQ(store_in(folder)->removals().at(0).state, RemovalState::claimed_done);
    int done = 0;
    for (const RemovalAct& act : store_in(folder)->removal_acts()) {
      EXPECT_NE(act.outcome, ActOutcome::started);
      done += act.outcome == ActOutcome::done || act.outcome == ActOutcome::already ? 1 : 0;
    }
    EXPECT_EQ(done, 1);
    company_->admin().query("grant support_emea to \"ana.lopes\"");
  }
  std::cout << killed << " kills, " << in_between << " between the source and the store\n";
  EXPECT_EQ(killed, kKills);
}

}  // namespace
}  // namespace reeve::test
