// `reeve tickets push` to a real Request Tracker, killed at any moment again and again: in the end there is
// one ticket for each removal, none twice, and the store knows each.
#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <thread>

#include "engine/core/text.h"
#include "engine/sql/sql_store.h"
#include "tests/support/program.h"
#include "tests/support/request_tracker.h"
#include "tests/support/scratch_dir.h"

namespace reeve::test {
namespace {

using testing::SizeIs;

constexpr int kRemovals = 8;
constexpr int kMostRounds = 40;

TEST(TicketsKill, NoTicketIsLostAndNoneIsOpenedTwice) {
  if (const std::string why = RequestTracker::why_unavailable(); !why.empty())
    GTEST_SKIP() << "REQUEST TRACKER CANNOT BE STARTED, so killing `tickets push` is not tested: " << why;
  const RequestTracker tracker;
  const ScratchDir dir;
  dir.write(
      "reeve.toml",
      "store = \"sqlite:reeve.db\"\n[ticket.helpdesk]\nkind = \"rest\"\ndescription = "
      "\"request_tracker\"\nurl = \"" +
          tracker.url() +
          "\"\nuser = \"root\"\nsecret_env = \"RT_PASSWORD\"\nqueue = \"General\"\nallow_private = true\n");
  const Environment environment{std::string("RT_PASSWORD=") + RequestTracker::kPassword};
  ASSERT_EQ(run_reeve(dir.path(), {"init"}).exit_code, 0);
  const auto store = [&] { return open_store("sqlite:" + (dir.path() / "reeve.db").string()); };
  std::vector<Removal> removals;
  for (int i = 0; i < kRemovals; ++i) {
    removals.push_back(
        {.id = "0199f000-0000-7000-8000-00000000000" + std::to_string(i),
         .edge = {.source = "shop", .edge_key = join_key({"a" + std::to_string(i), "crm", ""})},
         .what = "remove a" + std::to_string(i) + " from crm"});
  }
  store()->add_removals(removals, {});

  std::mt19937 random(3);
  int kills = 0;
  const auto is_done = [&] {
    const std::vector<Ticket> tickets = store()->tickets();
    return tickets.size() == kRemovals &&
           std::ranges::all_of(tickets, [](const Ticket& t) { return t.state == TicketState::sent; });
  };
  for (int round = 0; round < kMostRounds && !is_done(); ++round) {
    ReeveProcess push(dir.path(), {"tickets", "push"}, environment);
    std::this_thread::sleep_for(std::chrono::milliseconds(random() % 1200));
    kills += push.has_ended() ? 0 : 1;
    push.kill();
    // The lease of what was cut off passes.
    const auto opened = store();
    for (Ticket ticket : opened->tickets()) {
      if (ticket.state != TicketState::pending) continue;
      ticket.next_attempt = 0;
      opened->finish_ticket(ticket);
    }
  }
  run_reeve(dir.path(), {"tickets", "push"}, environment);
  EXPECT_TRUE(is_done());
  EXPECT_GT(kills, 3);
  for (const Ticket& ticket : store()->tickets()) {
    EXPECT_THAT(tracker.tickets_with(ticket.idempotency_key), SizeIs(1)) << ticket.idempotency_key;
    EXPECT_EQ(tracker.tickets_with(ticket.idempotency_key), std::vector{ticket.external_ref});
  }
  EXPECT_THAT(tracker.tickets_with("Access review"), SizeIs(kRemovals));
  for (const Removal& removal : store()->removals()) EXPECT_EQ(removal.state, RemovalState::ticketed);
  std::cout << kills << " kills\n";
}

}  // namespace
}  // namespace reeve::test
