// A sync that is killed at any moment leaves a store that opens, holds only whole runs, and goes on.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <thread>

#include "engine/sql/sql_store.h"
#include "tests/support/program.h"

namespace reeve::test {
namespace {

constexpr int kKills = 60;
constexpr int kPeople = 300;

class KilledSync : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(run_reeve(dir_.path(), {"init"}).exit_code, 0);
    dir_.write("reeve.toml",
               "[source.hr]\nkind = \"csv\"\ndir = \"facts\"\nsections = \"identities\"\n"
               "[source.shop]\nkind = \"csv\"\ndir = \"facts\"\nsections = \"accounts resources grants\"\n");
    std::string people = "key,email\n";
    std::string accounts = "key\n";
    std::string grants = "principal,resource,privilege\n";
    for (int i = 0; i < kPeople; ++i) {
      const std::string key = std::to_string(i);
      people += key + ",p" + key + "@nile.example\n";
      accounts += "p" + key + "\n";
      grants += "p" + key + ",t,SELECT\n";
    }
    dir_.write("facts/identities.csv", people);
    dir_.write("facts/accounts.csv", accounts);
    dir_.write("facts/resources.csv", "key,kind,labels\nt,table,category:customer_email\n");
    dir_.write("facts/grants.csv", grants);
  }

  std::unique_ptr<Store> store() { return open_store("sqlite:" + (dir_.path() / "reeve.db").string()); }

  // Everything that can be seen is whole.
  void expect_whole() {
    const auto opened = store();
    for (const SyncRun& run : opened->runs()) {
      EXPECT_TRUE(run.complete());
      for (const SectionSummary& section : run.sections) {
        std::int64_t facts = 0;
        opened->each_fact(run.no, section.section, [&](Ordinal, const Fact&) { ++facts; });
        EXPECT_EQ(facts, section.kept) << "run " << run.no << ", " << to_string(section.section);
      }
      digests_[run.source].insert(run.digest);
    }
    for (const SnapshotInfo& info : opened->snapshots()) {
      EXPECT_EQ(info.runs.size(), 2U);
      EXPECT_EQ(opened->load_snapshot(info.no).grants.size(), static_cast<std::size_t>(kPeople));
    }
  }

  ScratchDir dir_;
  std::map<std::string, std::set<Digest>> digests_;
};

TEST_F(KilledSync, LeavesAStoreThatGoesOn) {
  const auto started = std::chrono::steady_clock::now();
  ASSERT_EQ(run_reeve(dir_.path(), {"sync"}).exit_code, 0);
  const auto whole = std::chrono::steady_clock::now() - started;
  std::mt19937 random(7);
  std::uniform_real_distribution<double> part(0, 1);
  int killed = 0;
  for (int i = 0; i < kKills; ++i) {
    ReeveProcess process(dir_.path(), {"sync"});
    std::this_thread::sleep_for(whole * part(random));
    process.kill();
    if (process.wait().exit_code == -1) ++killed;
    if (i % 10 == 0) expect_whole();
  }
  EXPECT_GT(killed, kKills / 2) << "most were killed before they ended";
  const ProgramResult last = run_reeve(dir_.path(), {"sync"});
  EXPECT_EQ(last.exit_code, 0) << last.messages;
  expect_whole();
  EXPECT_EQ(digests_["hr"].size(), 1U);
  EXPECT_EQ(digests_["shop"].size(), 1U);
}

}  // namespace
}  // namespace reeve::test
