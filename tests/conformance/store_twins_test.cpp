// Whatever a source sends, every store keeps the same of it.
#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "tests/conformance/snapshot_text.h"
#include "tests/conformance/store_fixture.h"
#include "tests/support/publish_snapshot.h"
#include "tests/support/random_facts.h"

namespace reeve::test {
namespace {

class StoreTwins : public testing::Test {
 protected:
  StoreTwins() {
    for (const StoreKind& kind : store_kinds()) stores_.push_back(kind.make(folder_.path()));
  }

  SyncRun publish(Store& store, const std::string& id, const std::vector<Fact>& facts) {
    const auto writer = store.begin_run({.id = id, .source = "shop", .kind = "csv", .started = 5});
    for (const Fact& fact : facts) writer->add(fact);
    return writer->publish(complete_end(facts, {}));
  }

  std::vector<Fact> facts_of(Store& store, RunNo run) {
    std::vector<Fact> facts;
    for (const Section section : all_sections()) {
      store.each_fact(run, section, [&](Ordinal, const Fact& fact) { facts.push_back(fact); });
    }
    return facts;
  }

  // Something derived about every account, principal and resource that was kept.
  DerivedRun derived(const SyncRun& run, RandomFacts& random) {
    DerivedRun out;
    const auto kept = [&](Section section) { return run.section(section).kept; };
    const auto identity = [&]() -> std::optional<FactRef> {
      const auto count = static_cast<std::size_t>(kept(Section::identity));
      if (count == 0 || random.below(3) == 0) return std::nullopt;
      return FactRef{run.no, static_cast<Ordinal>(random.below(count))};
    };
    for (const bool is_account : {true, false}) {
      const Ordinal count = kept(is_account ? Section::account : Section::principal);
      for (Ordinal i = 0; i < count; ++i) {
        out.owners.push_back({.principal = {run.no, i},
                              .is_account = is_account,
                              .state = static_cast<OwnerState>(random.below(6)),
                              .identity = identity(),
                              .rule = random.text(),
                              .confidence = static_cast<int>(random.below(101))});
        out.bindings.push_back({.member = {run.no, i},
                                .member_is_account = is_account,
                                .container = {run.no, count - 1 - i},
                                .container_is_account = is_account,
                                .assumable = random.below(2) == 0,
                                .rule = random.text()});
      }
    }
    for (Ordinal i = 0; i < kept(Section::resource); i += 2) {
      out.classifications.push_back(
          {.resource = {run.no, i},
           .categories = i % 4 == 0 ? std::vector<std::string>{} : std::vector{random.text() + "!"},
           .rule = random.text()});
    }
    return out;
  }

  ScratchDir folder_;
  std::vector<std::unique_ptr<Store>> stores_;
};

TEST_F(StoreTwins, KeepTheSameOfRandomFacts) {
  std::int64_t kept = 0;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    RandomFacts random(seed);
    const std::vector<Fact> facts = random.facts(40 * seed);
    const std::string id = "run-" + std::to_string(seed);
    const SyncRun expected = publish(*stores_[0], id, facts);
    const DerivedRun rows = derived(expected, random);
    const SnapshotInfo info{.id = id, .as_of = 9, .runs = {expected.no}, .missing_sources = {random.text()}};
    ASSERT_EQ(publish_snapshot(*stores_[0], info, rows).no, static_cast<SnapshotNo>(seed));
    for (std::size_t i = 1; i < stores_.size(); ++i) {
      const SyncRun run = publish(*stores_[i], id, facts);
      ASSERT_EQ(run, expected) << "seed " << seed;
      ASSERT_EQ(stores_[i]->rejects(run.no), stores_[0]->rejects(run.no)) << "seed " << seed;
      ASSERT_EQ(facts_of(*stores_[i], run.no), facts_of(*stores_[0], run.no)) << "seed " << seed;
      publish_snapshot(*stores_[i], info, rows);
      ASSERT_EQ(snapshot_text(stores_[i]->load_snapshot(run.no)),
                snapshot_text(stores_[0]->load_snapshot(run.no)))
          << "seed " << seed;
    }
    for (const SectionSummary& section : expected.sections) kept += section.kept;
  }
  EXPECT_GT(kept, 3000) << "hardly anything was compared";
}

TEST_F(StoreTwins, FindTheSameEdges) {
  RandomFacts random(7);
  const std::vector<Fact> facts = random.facts(2000);
  for (const auto& store : stores_) publish(*store, "run-1", facts);
  std::size_t found = 0;
  for (const Fact& fact : facts_of(*stores_[0], 1)) {
    const auto* const membership = std::get_if<MembershipFact>(&fact);
    const auto* const grant = std::get_if<GrantFact>(&fact);
    if (membership == nullptr && grant == nullptr) continue;
    const std::string key = grant != nullptr ? edge_key(*grant) : edge_key(*membership);
    const std::vector<Fact> expected = stores_[0]->find_edge(1, section_of(fact), key);
    EXPECT_NE(std::find(expected.begin(), expected.end(), fact), expected.end());
    for (const auto& store : stores_) EXPECT_EQ(store->find_edge(1, section_of(fact), key), expected);
    ++found;
  }
  EXPECT_GT(found, 20U);
}

}  // namespace
}  // namespace reeve::test
