// Many at once: whatever has to happen once happens once.
#include <gmock/gmock.h>

#include <atomic>
#include <mutex>
#include <set>
#include <thread>

#include "tests/conformance/store_fixture.h"

namespace reeve::test {
namespace {

class StoreThreads : public StoreTest {
 protected:
  static constexpr int kThreads = 6;

  // Each thread has a store object of its own where the kind allows it, as processes have.
  void in_threads(const std::function<void(Store&, int)>& work) {
    std::vector<std::unique_ptr<Store>> own;
    std::vector<std::thread> threads;
    for (int i = 0; i < kThreads; ++i) {
      if (GetParam().shares_folder) own.push_back(GetParam().make(folder_.path()));
      Store& store = GetParam().shares_folder && i % 2 == 0 ? *own.back() : *store_;
      threads.emplace_back([&work, &store, i] { work(store, i); });
    }
    for (std::thread& thread : threads) thread.join();
  }

  void open_campaign(std::int32_t items) {
    snapshot_of({});
    CampaignContent content;
    content.campaign = {.id = "campaign-1", .snapshot = 1, .deadline = 100};
    for (std::int32_t no = 1; no <= items; ++no) {
      content.cases.push_back({.no = no});
      content.work_items.push_back({.case_no = no, .reviewer_key = "ana"});
    }
    store_->open_campaign(content);
  }
};
REEVE_FOR_EVERY_STORE(StoreThreads);

TEST_P(StoreThreads, OfManyDecisionsOnOneVersionOneCounts) {
  open_campaign(5);
  std::atomic<int> recorded = 0, stale = 0;
  in_threads([&](Store& store, int thread) {
    for (std::int32_t no = 1; no <= 5; ++no) {
      const std::string id = std::to_string(thread) + "-" + std::to_string(no);
      const auto result =
          store.record_decisions("campaign-1", {{{.id = id, .case_no = no, .by_key = "ana"}, 0}}).front();
      if (result == Store::DecideResult::recorded) ++recorded;
      if (result == Store::DecideResult::stale) ++stale;
    }
  });
  EXPECT_EQ(recorded, 5);
  EXPECT_EQ(stale, 5 * (kThreads - 1));
  EXPECT_EQ(store_->decisions("campaign-1").size(), 5U);
}

TEST_P(StoreThreads, EveryTicketIsClaimedOnce) {
  open_campaign(1);
  store_->record_decisions("campaign-1", {{{.id = "d1", .case_no = 1, .by_key = "ana"}, 0}});
  std::vector<Ticket> tickets;
  for (int i = 0; i < 40; ++i) tickets.push_back({.id = "ticket-" + std::to_string(i), .removal_id = "r"});
  ASSERT_TRUE(store_->sign_off("campaign-1", {.sign_off = {.reviewer_key = "ana"},
                                              .decision_ids = {"d1"},
                                              .removals = {{.id = "r"}},
                                              .tickets = tickets}));
  std::mutex mutex;
  std::multiset<std::string> claimed;
  in_threads([&](Store& store, int) {
    while (const auto ticket = store.claim_ticket(10, 1000)) {
      const std::lock_guard lock(mutex);
      claimed.insert(ticket->id);
    }
  });
  EXPECT_EQ(claimed.size(), 40U);
  EXPECT_EQ(std::set(claimed.begin(), claimed.end()).size(), 40U);
}

TEST_P(StoreThreads, RunsPublishedAtOnceKeepApart) {
  constexpr int kRuns = 4;
  in_threads([&](Store& store, int thread) {
    for (int i = 0; i < kRuns; ++i) {
      const std::string id = std::to_string(thread) + "-" + std::to_string(i);
      const auto writer = store.begin_run({.id = id, .source = id, .kind = "csv"});
      std::vector<Fact> facts;
      for (int k = 0; k < 200; ++k)
        facts.emplace_back(PrincipalFact{.key = id + "/" + std::to_string(1000 + k)});
      for (const Fact& fact : facts) writer->add(fact);
      writer->publish(complete_end(facts, {}));
    }
  });
  const std::vector<SyncRun> runs = store_->runs();
  ASSERT_EQ(runs.size(), static_cast<std::size_t>(kThreads * kRuns));
  for (std::size_t i = 0; i < runs.size(); ++i) {
    EXPECT_EQ(runs[i].no, static_cast<RunNo>(i + 1));
    const std::vector<Fact> facts = facts_of(runs[i].no, Section::account);
    ASSERT_EQ(facts.size(), 200U);
    EXPECT_EQ(facts.front(), Fact(PrincipalFact{.key = runs[i].source + "/1000"}));
    EXPECT_EQ(facts.back(), Fact(PrincipalFact{.key = runs[i].source + "/1199"}));
  }
}

}  // namespace
}  // namespace reeve::test
