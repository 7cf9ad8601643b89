// What every connector promises, whatever it reads.
#include <gtest/gtest.h>

#include <iostream>
#include <set>

#include "connectors/registry.h"
#include "engine/store/memory_store.h"
#include "tests/conformance/baton_fixture.h"
#include "tests/conformance/connector_fixture.h"
#include "tests/conformance/csv_fixture.h"
#include "tests/conformance/jsonl_fixture.h"
#include "tests/conformance/ldap_fixture.h"
#include "tests/conformance/mariadb_fixture.h"
#include "tests/conformance/postgresql_fixture.h"
#include "tests/conformance/scim_fixture.h"
#include "tests/conformance/sql_fixture.h"
#include "tests/support/read_snapshot.h"
#include "tests/support/scratch_dir.h"

namespace reeve::test {

std::vector<ConnectorFixtureKind> connector_fixtures() {
  return {
      baton_fixture(),   csv_fixture(),        jsonl_fixture(), ldap_fixture(),
      mariadb_fixture(), postgresql_fixture(), scim_fixture(),  sql_fixture(),
  };
}

namespace {

class ConnectorTest : public testing::TestWithParam<ConnectorFixtureKind> {
 protected:
  void SetUp() override {
    if (const std::string why = GetParam().unavailable(); !why.empty()) {
      std::cerr << "SKIPPED connector " << GetParam().kind << ": " << why << "\n";
      GTEST_SKIP() << why;
    }
    fixture_ = GetParam().make();
    source_ = fixture_->prepare(folder_.path());
  }

  SyncRun read() {
    clock_.advance(1000);
    const auto connector = make_connector(source_, connector_kinds(), clock_);
    return read_run(store_, source_, *connector, clock_);
  }

  ScratchDir folder_;
  MemoryStore store_;
  FixedClock clock_{1'700'000'000'000};
  std::unique_ptr<ConnectorFixture> fixture_;
  SourceConfig source_;
};

TEST_P(ConnectorTest, ReadsEverySectionCompletely) {
  const SyncRun run = read();
  const std::vector<Section> expected = fixture_->sections();
  for (const SectionSummary& section : run.sections) {
    const bool known = std::ranges::find(expected, section.section) != expected.end();
    EXPECT_EQ(section.state, known ? SectionState::complete : SectionState::absent)
        << to_string(section.section) << ": " << section.reason;
    EXPECT_EQ(section.kept >= 2, known) << to_string(section.section);
    EXPECT_EQ(section.scope.empty(), !known) << to_string(section.section);
    EXPECT_EQ(section.read, section.kept + section.rejected + section.duplicates)
        << to_string(section.section);
  }
  EXPECT_TRUE(run.complete());
}

TEST_P(ConnectorTest, ReadsTheSameTwice) {
  const SyncRun first = read();
  const SyncRun second = read();
  EXPECT_NE(first.no, second.no);
  EXPECT_EQ(first.digest, second.digest);
  EXPECT_EQ(first.sections, second.sections);
}

TEST_P(ConnectorTest, IsNeverCompleteWhereASectionIsCut) {
  for (const Section section : fixture_->sections()) {
    const ScratchDir folder;
    source_ = fixture_->prepare(folder.path());
    const SyncRun whole = read();
    fixture_->cut(section);
    const SyncRun cut = read();
    EXPECT_GE(cut.section(section).state, SectionState::partial) << to_string(section);
    EXPECT_NE(cut.section(section).reason, "") << to_string(section);
    EXPECT_NE(cut.digest, whole.digest) << to_string(section);
    EXPECT_FALSE(cut.complete()) << to_string(section);
    for (const SectionSummary& other : cut.sections) {
      EXPECT_EQ(other.read, other.kept + other.rejected + other.duplicates) << to_string(other.section);
    }
  }
}

TEST_P(ConnectorTest, ChecksASourceThatIsWhole) {
  const auto items = make_connector(source_, connector_kinds(), clock_)->check();
  EXPECT_FALSE(items.empty());
  for (const CheckItem& item : items) EXPECT_EQ(item.ok, TriState::yes) << item.what << ": " << item.detail;
}

INSTANTIATE_TEST_SUITE_P(Connectors, ConnectorTest, testing::ValuesIn(connector_fixtures()),
                         [](const auto& fixture) { return fixture.param.kind; });

TEST(ConnectorFixtures, AreThereForEveryKindOfTheRegistry) {
  std::set<std::string> kinds;
  std::set<std::string> fixtures;
  for (const ConnectorKind& kind : connector_kinds()) kinds.insert(kind.name);
  for (const ConnectorFixtureKind& fixture : connector_fixtures()) fixtures.insert(fixture.kind);
  EXPECT_EQ(kinds, fixtures);
}

}  // namespace
}  // namespace reeve::test
