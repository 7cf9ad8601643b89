// Writing and loading a run against what the database alone takes for the same rows: bare prepared inserts,
// and a bare scan. Compare the rates (items_per_second) within one run.
#include <benchmark/benchmark.h>

#include <memory>

#include "engine/sql/sql_store.h"
#include "tests/bench/bare_sqlite.h"
#include "tests/support/publish_snapshot.h"
#include "tests/support/scratch_dir.h"

namespace reeve::test {
namespace {

constexpr std::int64_t kGrants = 400'000;
constexpr int kAccounts = 20'000;
constexpr int kResources = 20'000;

std::string padded(const char* prefix, std::int64_t number) {
  std::string digits = std::to_string(number);
  return prefix + std::string(6 - digits.size(), '0') + digits;
}

// A source of the usual shape: accounts, tables, and many grants, in the order of a catalogue.
std::vector<Fact> company() {
  std::vector<Fact> facts;
  for (int i = 0; i < kAccounts; ++i) {
    facts.emplace_back(PrincipalFact{.key = padded("account_", i), .display_name = padded("Person ", i)});
  }
  for (int i = 0; i < kResources; ++i) {
    facts.emplace_back(ResourceFact{.key = padded("shop.public.table_", i), .kind = ResourceKind::table});
  }
  for (std::int64_t i = 0; i < kGrants; ++i) {
    facts.emplace_back(GrantFact{.principal_key = padded("account_", i * 7919 % kAccounts),
                                 .resource_key = padded("shop.public.table_", i / kAccounts * 31 + i % 997),
                                 .privilege = i % 2 == 0 ? "SELECT" : "UPDATE",
                                 .grantor_key = "postgres",
                                 .granted_at = MaybeTime::at(1'700'000'000'000 + i)});
  }
  return facts;
}

RunEnd end_of(const std::vector<Fact>& facts) {
  RunEnd end;
  for (SectionSummary& section : end.sections) section.state = SectionState::complete;
  for (const Fact& fact : facts) ++end.sections[static_cast<std::size_t>(section_of(fact))].read;
  return end;
}

// One store with one published snapshot for all benchmarks that read.
class Fixture {
 public:
  static Fixture& get() {
    static Fixture fixture;
    return fixture;
  }
  const std::vector<Fact> facts = company();
  const ScratchDir folder;
  const std::string path = (folder.path() / "reeve.db").string();
  const std::unique_ptr<Store> store = create_store("sqlite:" + path);
  std::int64_t rows = 0;
  std::vector<BareTable> tables;

 private:
  Fixture() {
    const auto writer = store->begin_run({.id = "run-1", .source = "shop", .kind = "csv"});
    for (const Fact& fact : facts) writer->add(fact);
    const SyncRun run = writer->publish(end_of(facts));
    for (const SectionSummary& section : run.sections) rows += section.kept;
    test::publish_snapshot(*store, {.id = "snapshot-1", .runs = {run.no}});
    tables = read_fact_tables(path);
  }
};

void write_run(benchmark::State& state) {
  const Fixture& fixture = Fixture::get();
  for (auto _ : state) {
    state.PauseTiming();
    const ScratchDir folder;
    const auto store = create_store("sqlite:" + (folder.path() / "reeve.db").string());
    state.ResumeTiming();
    const auto writer = store->begin_run({.id = "run-1", .source = "shop", .kind = "csv"});
    for (const Fact& fact : fixture.facts) writer->add(fact);
    benchmark::DoNotOptimize(writer->publish(end_of(fixture.facts)));
  }
  state.SetItemsProcessed(state.iterations() * fixture.rows);
}
BENCHMARK(write_run)->Unit(benchmark::kMillisecond)->UseRealTime();

void bare_inserts(benchmark::State& state) {
  const Fixture& fixture = Fixture::get();
  for (auto _ : state) {
    state.PauseTiming();
    const ScratchDir folder;
    const std::string path = (folder.path() / "bare.db").string();
    state.ResumeTiming();
    bare_inserts_into(path, fixture.tables);
  }
  state.SetItemsProcessed(state.iterations() * fixture.rows);
}
BENCHMARK(bare_inserts)->Unit(benchmark::kMillisecond)->UseRealTime();

void load_snapshot(benchmark::State& state) {
  const Fixture& fixture = Fixture::get();
  for (auto _ : state) benchmark::DoNotOptimize(fixture.store->load_snapshot(1).grants.size());
  state.SetItemsProcessed(state.iterations() * fixture.rows);
}
BENCHMARK(load_snapshot)->Unit(benchmark::kMillisecond)->UseRealTime();

void bare_scan(benchmark::State& state) {
  const Fixture& fixture = Fixture::get();
  for (auto _ : state) benchmark::DoNotOptimize(bare_scan_of(fixture.path, fixture.tables));
  state.SetItemsProcessed(state.iterations() * fixture.rows);
}
BENCHMARK(bare_scan)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace reeve::test
