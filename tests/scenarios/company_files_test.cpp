// The csv connector reads an invented company's files back to the facts that were written.
#include "cli/demo/company_files.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "connectors/registry.h"
#include "engine/workflow/config.h"
#include "tests/support/recording_sink.h"
#include "tests/support/scratch_dir.h"

namespace reeve::test {
namespace {

const ConnectorKind& csv() {
  return *std::ranges::find(connector_kinds(), std::string("csv"), &ConnectorKind::name);
}

template <class FactKind>
std::vector<Fact> facts_of(const std::vector<FactKind>& facts) {
  return {facts.begin(), facts.end()};
}

TEST(CompanyFiles, AreReadBackAsWritten) {
  const demo::Company company = demo::invent_company({.people = 1000, .seed = 11, .as_of = 20'500 * kDay});
  const ScratchDir scratch;
  write_files(company_files(company), scratch.path());
  const Config config = load_config((scratch.path() / "reeve.toml").string());
  ASSERT_EQ(config.sources.size(), 4U);
  const FixedClock clock(company.spec.as_of);
  const demo::SourceFacts* const written[] = {&company.hr, &company.directory, &company.shop, &company.tools};
  for (std::size_t i = 0; i < config.sources.size(); ++i) {
    const demo::SourceFacts& facts = *written[i];
    ASSERT_EQ(config.sources[i].name, facts.name);
    RecordingSink sink;
    csv().create(config.sources[i], clock)->read(sink, {});
    EXPECT_EQ(sink[Section::identity].facts, facts_of(facts.identities));
    EXPECT_EQ(sink[Section::account].facts, facts_of(facts.accounts));
    EXPECT_EQ(sink[Section::principal].facts, facts_of(facts.principals));
    EXPECT_EQ(sink[Section::membership].facts, facts_of(facts.memberships));
    EXPECT_EQ(sink[Section::resource].facts, facts_of(facts.resources));
    EXPECT_EQ(sink[Section::lineage].facts, facts_of(facts.lineages));
    EXPECT_EQ(sink[Section::grant].facts, facts_of(facts.grants));
    EXPECT_EQ(sink[Section::gate].facts, facts_of(facts.gates));
    EXPECT_EQ(sink[Section::usage].facts, facts_of(facts.usages));
    EXPECT_EQ(sink[Section::approval].facts, facts_of(facts.approvals));
    for (const Section section : all_sections()) {
      EXPECT_TRUE(sink[section].rejects.empty()) << facts.name << " " << to_string(section);
      EXPECT_LE(sink[section].state, SectionState::complete) << facts.name << " " << to_string(section);
    }
  }
}

}  // namespace
}  // namespace reeve::test
