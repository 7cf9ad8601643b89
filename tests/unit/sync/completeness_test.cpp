#include "engine/sync/completeness.h"

#include <gtest/gtest.h>

namespace reeve {
namespace {

constexpr UtcMillis kNow = 100 * kDay;

SyncRun run(RunNo no, std::int64_t grants, SectionState state = SectionState::complete,
            const std::string& source = "shop") {
  SyncRun out{.no = no, .source = source, .finished = kNow};
  for (const Section section : all_sections())
    out.sections[static_cast<std::size_t>(section)].section = section;
  SectionSummary& summary = out.sections[static_cast<std::size_t>(Section::grant)];
  summary.state = state;
  summary.kept = grants;
  if (state >= SectionState::partial) summary.reason = "no right to read it";
  return out;
}

SyncRun quarantined(RunNo no, std::int64_t grants, const std::string& accepted_by = "") {
  SyncRun out = run(no, grants);
  out.state = RunState::quarantined;
  out.quarantine_reason = "lost much";
  out.accepted_by = accepted_by;
  return out;
}

std::vector<RowLoss> losses(const SyncRun& fresh, const std::vector<SyncRun>& earlier, int percent = 20) {
  return suspicious_losses(fresh, earlier, percent);
}
RowLoss grants_lost(std::int64_t before, std::int64_t after, RunNo against) {
  return {Section::grant, before, after, against};
}
using RowLosses = std::vector<RowLoss>;

TEST(SuspiciousLosses, JudgesShareAndNumber) {
  EXPECT_EQ(losses(run(2, 79), {run(1, 100)}), (RowLosses{grants_lost(100, 79, 1)}));
  EXPECT_EQ(losses(run(2, 80), {run(1, 100)}), RowLosses{});
  EXPECT_EQ(losses(run(2, 200), {run(1, 100)}), RowLosses{});
  EXPECT_EQ(losses(run(2, 1), {run(1, 9)}), RowLosses{});
  EXPECT_EQ(losses(run(2, 0), {run(1, 10)}), (RowLosses{grants_lost(10, 0, 1)}));
  EXPECT_EQ(losses(run(2, 990), {run(1, 1000)}, 0), (RowLosses{grants_lost(1000, 990, 1)}));
  EXPECT_EQ(losses(run(2, 1), {run(1, 1000)}, 100), RowLosses{});
}

TEST(SuspiciousLosses, LosingEverythingIsAlwaysOne) {
  for (const std::int64_t before : {1, 8, 1000}) {
    EXPECT_EQ(losses(run(2, 0), {run(1, before)}, 100), (RowLosses{grants_lost(before, 0, 1)}));
  }
  EXPECT_EQ(losses(run(2, 0, SectionState::absent), {run(1, 3)}), (RowLosses{grants_lost(3, 0, 1)}))
      << "not asked for any more";
  EXPECT_EQ(losses(run(2, 0), {run(1, 0)}), RowLosses{});
}

TEST(SuspiciousLosses, JudgesAllThatAccessIsMadeOf) {
  for (const Section section : all_sections()) {
    SyncRun before = run(1, 0, SectionState::absent);
    SyncRun after = run(2, 0, SectionState::absent);
    before.sections[static_cast<std::size_t>(section)].state = SectionState::complete;
    before.sections[static_cast<std::size_t>(section)].kept = 100;
    const bool judged = section != Section::usage && section != Section::approval;
    EXPECT_EQ(losses(after, {before}), judged ? (RowLosses{{section, 100, 0, 1}}) : RowLosses{})
        << to_string(section);
  }
}

TEST(SuspiciousLosses, MeasuresAgainstTheLastSoundReadOfTheSameSource) {
  EXPECT_EQ(losses(run(9, 50), {}), RowLosses{});
  EXPECT_EQ(losses(run(9, 50), {run(1, 100), run(2, 40)}), RowLosses{});
  EXPECT_EQ(losses(run(9, 50), {run(1, 100), run(2, 40, SectionState::partial)}),
            (RowLosses{grants_lost(100, 50, 1)}));
  EXPECT_EQ(losses(run(9, 50), {run(1, 100), quarantined(2, 40)}), (RowLosses{grants_lost(100, 50, 1)}));
  EXPECT_EQ(losses(run(9, 50), {run(1, 100), quarantined(2, 40, "ada")}), RowLosses{});
  EXPECT_EQ(losses(run(9, 50), {run(1, 100, SectionState::complete, "crm")}), RowLosses{});
  EXPECT_EQ(losses(run(9, 50), {run(1, 60), run(10, 900)}), RowLosses{});
  EXPECT_EQ(losses(run(0, 50), {run(1, 100)}), (RowLosses{grants_lost(100, 50, 1)})) << "not numbered yet";
}

TEST(SuspiciousLosses, LeavesSectionsAloneThatSayTheyAreIncomplete) {
  EXPECT_EQ(losses(run(2, 0, SectionState::failed), {run(1, 100)}), RowLosses{});
  EXPECT_EQ(losses(run(2, 5, SectionState::partial), {run(1, 100)}), RowLosses{});
  EXPECT_EQ(losses(run(2, 5, SectionState::complete_with_rejects), {run(1, 100)}),
            (RowLosses{grants_lost(100, 5, 1)}));
}

TEST(SuspiciousLosses, AreDescribedForPeople) {
  EXPECT_EQ(describe({}), "");
  EXPECT_EQ(describe({{Section::identity, 100, 40, 3}, {Section::grant, 10, 0, 2}}),
            "lost 60 of 100 identity facts of run 3 and 10 of 10 grant facts of run 2");
}

SourceStanding planned(std::vector<SyncRun> runs, bool keep_last_good = false,
                       const std::string& failure = "") {
  PlanRequest request{.sources = {"shop"},
                      .failures = {},
                      .runs = std::move(runs),
                      .now = kNow,
                      .keep_last_good = keep_last_good};
  if (!failure.empty()) request.failures["shop"] = failure;
  return plan_snapshot(request).at(0);
}

SyncRun old(RunNo no, UtcMillis age) {
  SyncRun out = run(no, 1);
  out.finished = kNow - age;
  return out;
}

TEST(PlanSnapshot, TakesTheNewestRun) {
  EXPECT_EQ(planned({run(1, 1), run(2, 1)}), (SourceStanding{"shop", Standing::sound, 2, ""}));
  SyncRun rejecting = run(2, 1, SectionState::complete_with_rejects);
  rejecting.reject_count = 3;
  EXPECT_EQ(planned({run(1, 1), rejecting}),
            (SourceStanding{"shop", Standing::incomplete, 2,
                            "3 rows could not be used; `reeve source rejects shop` lists them"}));
  EXPECT_EQ(
      planned({run(1, 1), run(2, 1, SectionState::partial)}),
      (SourceStanding{"shop", Standing::incomplete, 2, "grant facts are partial: no right to read it"}));
  EXPECT_EQ(planned({run(1, 1), quarantined(2, 1, "ada")}), (SourceStanding{"shop", Standing::sound, 2, ""}));
}

TEST(PlanSnapshot, SaysThatARunIsOld) {
  EXPECT_EQ(planned({old(1, 7 * kDay)}), (SourceStanding{"shop", Standing::sound, 1, ""}));
  EXPECT_EQ(planned({old(1, 8 * kDay)}),
            (SourceStanding{"shop", Standing::stale, 1, "was last read 8 days ago"}));
  EXPECT_EQ(planned({old(1, -kDay / 24)}), (SourceStanding{"shop", Standing::sound, 1, ""}));
  EXPECT_EQ(planned({old(1, -365 * kDay)}),
            (SourceStanding{"shop", Standing::stale, 1,
                            "was read in the future, on 1971-04-11; correct the clock and run "
                            "`reeve sync`"}));
}

TEST(PlanSnapshot, LeavesOutWhatCouldNotBeReadOrIsQuarantined) {
  EXPECT_EQ(planned({}),
            (SourceStanding{"shop", Standing::never_read, 0, "was never read; run `reeve sync`"}));
  EXPECT_EQ(planned({run(1, 1)}, false, "connection refused"),
            (SourceStanding{"shop", Standing::failed, 0, "connection refused"}));
  EXPECT_EQ(planned({run(1, 1), quarantined(2, 1)}),
            (SourceStanding{"shop", Standing::quarantined, 0, "lost much"}));
  EXPECT_EQ(planned({run(1, 1), run(2, 0, SectionState::failed)}),
            (SourceStanding{"shop", Standing::failed, 0, "grant facts are failed: no right to read it"}));
  EXPECT_EQ(planned({run(1, 0, SectionState::absent)}),
            (SourceStanding{"shop", Standing::failed, 0, "no section was read"}));
}

TEST(PlanSnapshot, HoldsTheLastGoodRunWhereThatIsAskedFor) {
  EXPECT_EQ(planned({}, true),
            (SourceStanding{"shop", Standing::never_read, 0, "was never read; run `reeve sync`"}));
  EXPECT_EQ(planned({run(1, 1)}, true, "connection refused"),
            (SourceStanding{"shop", Standing::failed, 1, "connection refused"}));
  EXPECT_EQ(planned({run(1, 1), quarantined(2, 1)}, true),
            (SourceStanding{"shop", Standing::quarantined, 1, "lost much"}));
  EXPECT_EQ(planned({run(1, 1), quarantined(2, 1, "ada"), quarantined(3, 1), run(4, 0, SectionState::failed)},
                    true),
            (SourceStanding{"shop", Standing::failed, 2, "grant facts are failed: no right to read it"}));
}

TEST(PlanSnapshot, CallsEverythingMissingThatIsNotTheNewestSoundRead) {
  for (const Standing standing :
       {Standing::stale, Standing::quarantined, Standing::failed, Standing::never_read}) {
    EXPECT_TRUE(is_missing({"shop", standing, 1, "x"})) << to_string(standing);
  }
  EXPECT_FALSE(is_missing({"shop", Standing::sound, 1, ""}));
  EXPECT_FALSE(is_missing({"shop", Standing::incomplete, 1, "x"})) << "its sections say so";
}

TEST(PlanSnapshot, KeepsTheOrderOfTheSources) {
  const auto plan = plan_snapshot(
      {.sources = {"b", "a"}, .failures = {}, .runs = {run(1, 1, SectionState::complete, "a")}, .now = kNow});
  ASSERT_EQ(plan.size(), 2U);
  EXPECT_EQ(plan[0].source, "b");
  EXPECT_EQ(plan[0].standing, Standing::never_read);
  EXPECT_EQ(plan[1], (SourceStanding{"a", Standing::sound, 1, ""}));
}

TEST(Expected, IsWhatTheLastSoundReadHad) {
  const auto expected = [](const SyncRun& fresh, const std::vector<SyncRun>& earlier) {
    return expected_facts(fresh, Section::grant, earlier);
  };
  EXPECT_EQ(expected(run(1, 5), {}), std::nullopt);
  EXPECT_EQ(expected(run(3, 5), {run(1, 7), run(2, 9)}), 9);
  EXPECT_EQ(expected(run(3, 5), {run(1, 7), run(2, 9, SectionState::partial)}), 7);
  EXPECT_EQ(expected(run(3, 5), {run(1, 7), quarantined(2, 1)}), 7);
  EXPECT_EQ(expected(run(3, 5), {run(1, 7, SectionState::complete, "crm")}), std::nullopt);
}

TEST(Skew, ASourceThatWasReadLongBeforeTheNewestIsStale) {
  SyncRun early = run(1, 5);
  early.finished = kNow - kDay;
  const SyncRun late = run(2, 5, SectionState::complete, "hr");
  PlanRequest request{.sources = {"shop", "hr"}, .failures = {}, .runs = {early, late}, .now = kNow};
  const auto standing = [&](int hours) {
    request.max_skew_hours = hours;
    return plan_snapshot(request);
  };
  EXPECT_EQ(standing(0)[0].standing, Standing::sound);
  EXPECT_EQ(standing(24)[0].standing, Standing::sound);
  EXPECT_EQ(standing(23)[0],
            (SourceStanding{"shop", Standing::stale, 1,
                            "was read 24 hours before the newest source; read them together"}));
  EXPECT_EQ(standing(23)[1].standing, Standing::sound);
}

}  // namespace
}  // namespace reeve
