// A process that writes into the store is killed at random moments. Whatever the moment, the store opens, is
// sound, and everything in it is there whole.
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <map>
#include <random>
#include <thread>

#include "engine/core/error.h"
#include "engine/sql/database.h"
#include "engine/sql/rows.h"
#include "engine/sql/sql_store.h"
#include "engine/store/memory_store.h"
#include "tests/support/publish_snapshot.h"
#include "tests/support/scratch_dir.h"

namespace reeve::test {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr int kKills = 64;
constexpr std::int32_t kCases = 12;
constexpr std::size_t kFindings = 40;
constexpr std::size_t kRemovals = 3;

// What the writer is at; the one that was killed tells it to the survivor through shared memory.
enum Phase : int {
  kOpening,
  kWriting,
  kPublishing,
  kSnapshot,
  kEvaluating,
  kCampaign,
  kDeciding,
  kSigningOff
};
constexpr int kPhases = 8;

std::vector<Fact> facts_of_run(const std::string& id) {
  const int size = 100 + static_cast<int>(std::hash<std::string>()(id) % 700);
  std::vector<Fact> facts;
  for (int i = 0; i < size; ++i) {
    const std::string key = id + "/" + std::to_string(i);
    facts.emplace_back(PrincipalFact{.key = key});
    facts.emplace_back(ResourceFact{.key = key});
    facts.emplace_back(GrantFact{.principal_key = key, .resource_key = key, .privilege = "SELECT"});
    facts.emplace_back(MembershipFact{.member_key = key, .container_key = i % 10 == 0 ? "nobody" : key});
  }
  return facts;
}

SyncRun write_run(Store& store, const std::string& id) {
  const std::vector<Fact> facts = facts_of_run(id);
  RunEnd end;
  for (SectionSummary& section : end.sections) section.state = SectionState::complete;
  const auto writer = store.begin_run({.id = id, .source = "shop", .kind = "csv"});
  for (const Fact& fact : facts) {
    writer->add(fact);
    ++end.sections[static_cast<std::size_t>(section_of(fact))].read;
  }
  return writer->publish(end);
}

// Writes on and on, on top of whatever the last writer left, until it is killed.
class Victim {
 public:
  Victim(const std::string& url, volatile int* phase) : phase_(phase) {
    *phase_ = kOpening;
    store_ = create_store(url, {.staging_memory = 100'000, .rows_per_transaction = 500});
  }

  void write() {
    for (std::size_t round = store_->runs().size();; ++round) {
      const SnapshotInfo snapshot = sync(std::to_string(round));
      evaluate(snapshot.no);
      const std::string campaign = "campaign of " + std::to_string(snapshot.no);
      open(campaign, snapshot.no);
      review(campaign);
    }
  }

 private:
  SnapshotInfo sync(const std::string& round) {
    *phase_ = kWriting;
    const auto writer = store_->begin_run({.id = round, .source = "shop", .kind = "csv"});
    writer->add(PrincipalFact{.key = "never published"});
    *phase_ = kPublishing;
    const SyncRun run = write_run(*store_, "run-" + round);
    *phase_ = kSnapshot;
    DerivedRun derived;
    for (Ordinal i = 0; i < run.section(Section::account).kept; ++i) {
      derived.owners.push_back({.principal = {run.no, i}, .rule = "none"});
      derived.classifications.push_back({.resource = {run.no, i}, .rule = "none"});
    }
    return publish_snapshot(*store_, {.id = "snapshot-" + round, .runs = {run.no}}, derived);
  }

  void evaluate(SnapshotNo snapshot) {
    *phase_ = kEvaluating;
    Evaluation evaluation{.snapshot = snapshot, .engine = "none", .not_evaluable = {{}, {}}};
    std::vector<FindingRecord> records;
    for (std::size_t i = 0; i < kFindings; ++i) {
      const Finding finding{.fingerprint = sha256(std::to_string(i)), .rule = "r"};
      evaluation.findings.push_back(finding);
      records.push_back({.finding = finding, .last_seen = snapshot});
    }
    store_->save_evaluation(evaluation, records);
  }

  void open(const std::string& id, SnapshotNo snapshot) {
    *phase_ = kCampaign;
    CampaignContent content;
    content.campaign = {.id = id, .snapshot = snapshot, .deadline = 100};
    for (std::int32_t no = 1; no <= kCases; ++no) {
      content.cards.push_back({.no = no, .edges = {{}, {}}});
      content.cases.push_back({.no = no, .card = no});
      content.work_items.push_back({.case_no = no, .reviewer_key = "ana"});
    }
    store_->open_campaign(content);
  }

  void review(const std::string& campaign) {
    *phase_ = kDeciding;
    std::vector<std::string> standing;
    for (std::int32_t no = 1; no <= kCases; ++no) {
      const auto decision = [&](const char* part) {
        return Decision{.id = campaign + part + std::to_string(no), .case_no = no, .by_key = "ana"};
      };
      store_->record_decisions(campaign, {{decision("/first/"), 0}});
      store_->record_decisions(campaign, {{decision("/second/"), 1}});
      standing.push_back(decision("/second/").id);
    }
    *phase_ = kSigningOff;
    std::vector<Removal> removals;
    std::vector<Ticket> tickets;
    for (std::size_t i = 0; i < kRemovals; ++i) {
      const std::string id = campaign + "/" + std::to_string(i);
      removals.push_back({.id = id, .campaign_id = campaign});
      tickets.push_back({.id = id, .removal_id = id});
    }
    store_->sign_off(campaign, {.sign_off = {.reviewer_key = "ana", .at = 1},
                                .decision_ids = standing,
                                .removals = removals,
                                .tickets = tickets});
  }

  volatile int* phase_;
  std::unique_ptr<Store> store_;
};

class StoreKill : public testing::Test {
 protected:
  StoreKill()
      : phase_(static_cast<int*>(
            mmap(nullptr, sizeof(int), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0))) {}
  ~StoreKill() override { munmap(const_cast<int*>(phase_), sizeof(int)); }

  // Nothing of the store may be open here: SQLite does not survive a fork. The delay counts from the moment
  // at which the writer comes to `phase`, if it does within two seconds.
  Phase kill_a_writer_in(Phase phase, std::chrono::microseconds delay) {
    *phase_ = -1;
    const pid_t child = fork();
    if (child == 0) {
      try {
        Victim(url_, phase_).write();
      } catch (const Error& error) {
        std::fprintf(stderr, "the writer failed: %s\n", error.what());
      }
      _exit(1);
    }
    const auto latest = std::chrono::steady_clock::now() + std::chrono::seconds(2);
    while (*phase_ != phase && std::chrono::steady_clock::now() < latest) {
      std::this_thread::sleep_for(std::chrono::microseconds(100));
    }
    std::this_thread::sleep_for(delay);
    kill(child, SIGKILL);
    int status = 0;
    EXPECT_EQ(waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFSIGNALED(status)) << "the writer ended by itself";
    return static_cast<Phase>(*phase_);
  }

  void start_anew() {
    std::filesystem::remove_all(folder_.path());
    std::filesystem::create_directories(folder_.path());
  }

  void expect_sound() {
    Database database(folder_.path() / "reeve.db");
    const auto said = database.read([](Connection& connection) {
      return select_rows<std::string>(connection, "from pragma_integrity_check", {},
                                      [](auto& walk, auto& text) { walk("integrity_check", text); });
    });
    EXPECT_THAT(said, testing::ElementsAre("ok"));
  }

  void expect_whole(Store& store) {
    for (const SyncRun& run : store.runs()) expect_whole_run(store, run);
    for (const SnapshotInfo& info : store.snapshots()) {
      const Snapshot snapshot = store.load_snapshot(info.no);
      const auto decided = [](const auto& row) { return !row.owner_rule.empty(); };
      EXPECT_TRUE(std::all_of(snapshot.principals.begin(), snapshot.principals.end(), decided));
      EXPECT_FALSE(snapshot.principals.empty());
      EXPECT_EQ(snapshot.resources.back().state, ClassificationState::decided);
    }
    expect_whole_evaluations(store);
    for (const Campaign& campaign : store.campaigns()) expect_whole_campaign(store, campaign.id);
  }

  void expect_whole_run(Store& store, const SyncRun& run) {
    auto& expected = expected_[run.id];
    if (expected.no == 0) {
      MemoryStore twin;
      expected = write_run(twin, run.id);
    }
    SyncRun as_first = run;
    as_first.no = expected.no;
    ASSERT_EQ(as_first, expected);
    for (const Section section : all_sections()) {
      Ordinal facts = 0;
      store.each_fact(run.no, section, [&](Ordinal ordinal, const Fact&) { EXPECT_EQ(ordinal, facts++); });
      EXPECT_EQ(facts, run.section(section).kept);
    }
    EXPECT_THAT(store.rejects(run.no), SizeIs(static_cast<std::size_t>(run.reject_count)));
  }

  static void expect_whole_evaluations(Store& store) {
    const auto newest = store.latest_evaluated();
    for (SnapshotNo no = 1; no <= newest.value_or(0); ++no) {
      const auto evaluation = store.evaluation(no);
      if (!evaluation) continue;
      EXPECT_THAT(evaluation->findings, SizeIs(kFindings));
      EXPECT_THAT(evaluation->not_evaluable, SizeIs(2));
    }
    EXPECT_THAT(store.findings(), SizeIs(newest ? kFindings : 0));
    for (const FindingRecord& record : store.findings()) EXPECT_EQ(record.last_seen, newest);
  }

  static void expect_whole_campaign(Store& store, const std::string& id) {
    const CampaignContent content = store.campaign(id);
    EXPECT_THAT(content.cases, SizeIs(kCases));
    EXPECT_THAT(content.cards, SizeIs(kCases));
    for (const Card& card : content.cards) EXPECT_THAT(card.edges, SizeIs(2));
    ASSERT_THAT(content.work_items, SizeIs(kCases));
    std::map<std::int32_t, std::int64_t> made, standing;
    for (const Decision& decision : store.decisions(id)) {
      ++made[decision.case_no];
      if (decision.undone_at.empty()) ++standing[decision.case_no];
    }
    const bool signed_off = !store.sign_offs(id).empty();
    for (const WorkItem& item : content.work_items) {
      EXPECT_EQ(item.state == WorkItemState::signed_off, signed_off);
      EXPECT_EQ(item.version, made[item.case_no] + (signed_off ? 1 : 0));
      EXPECT_EQ(standing[item.case_no], made[item.case_no] == 0 ? 0 : 1);
    }
    const auto of_campaign = [&](const auto& row) { return row.id.starts_with(id + "/"); };
    const std::ptrdiff_t expected = signed_off ? static_cast<std::ptrdiff_t>(kRemovals) : 0;
    const auto removals = store.removals();
    const auto tickets = store.tickets();
    EXPECT_EQ(std::count_if(removals.begin(), removals.end(), of_campaign), expected);
    EXPECT_EQ(std::count_if(tickets.begin(), tickets.end(), of_campaign), expected);
  }

  // The next writer clears away what dead ones left.
  void expect_no_litter(Store& store) {
    write_run(store, "run-after-" + std::to_string(store.runs().size()));
    Database database(folder_.path() / "reeve.db");
    for (const char* table :
         {"fact_account", "fact_grant", "fact_membership", "sync_reject", "sync_section"}) {
      EXPECT_EQ(database.read([&](Connection& connection) {
        return select_number(connection, "count(*)",
                             "from " + std::string(table) +
                                 " where run_no not in (select run_no from sync_run where state < 2)");
      }),
                0)
          << table;
    }
  }

  ScratchDir folder_;
  const std::string url_ = "sqlite:" + (folder_.path() / "reeve.db").string();
  volatile int* phase_;
  std::map<std::string, SyncRun> expected_;
};

TEST_F(StoreKill, WhateverTheMomentEverythingIsThereWholeOrNotAtAll) {
  std::mt19937 random(20260101);
  std::map<Phase, int> killed_in;
  for (int i = 0; i < kKills && !HasFailure(); ++i) {
    if (i % 4 == 0) start_anew();
    const auto phase = static_cast<Phase>(i % kPhases);
    // Writing facts takes longest and has the most to spoil.
    const std::chrono::microseconds delay(random() % (phase == kPublishing ? 80'000 : 4'000));
    SCOPED_TRACE("kill " + std::to_string(i) + ", " + std::to_string(delay.count()) +
                 " microseconds after phase " + std::to_string(phase));
    ++killed_in[kill_a_writer_in(phase, delay)];
    const auto store = create_store(url_);
    expect_sound();
    expect_whole(*store);
    if (i % 4 == 3) expect_no_litter(*store);
  }
  for (const auto& [phase, count] : killed_in) RecordProperty("phase_" + std::to_string(phase), count);
  EXPECT_GE(killed_in.size(), 6U) << "the moments were hardly random";
}

}  // namespace
}  // namespace reeve::test
