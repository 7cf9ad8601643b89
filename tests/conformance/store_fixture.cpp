#include "tests/conformance/store_fixture.h"

#include "engine/sql/sql_store.h"
#include "engine/store/memory_store.h"
#include "tests/support/publish_snapshot.h"

namespace reeve::test {

std::vector<StoreKind> store_kinds() {
  const auto sqlite = [](const std::filesystem::path& folder) {
    return create_store("sqlite:" + (folder / "reeve.db").string());
  };
  // Stages in a file and commits all the time, as a very large run does.
  const auto sqlite_in_small_steps = [](const std::filesystem::path& folder) {
    const SqlStoreOptions options{.staging_memory = 3000, .rows_per_transaction = 20};
    return create_store("sqlite:" + (folder / "small_steps.db").string(), options);
  };
  return {{.name = "memory", .make = [](const auto&) { return std::make_unique<MemoryStore>(); }},
          {.name = "sqlite", .make = sqlite, .shares_folder = true},
          {.name = "sqlite_in_small_steps", .make = sqlite_in_small_steps, .shares_folder = true}};
}

std::string store_kind_name(const testing::TestParamInfo<StoreKind>& info) { return info.param.name; }

RunEnd complete_end(const std::vector<Fact>& facts, const std::vector<Reject>& rejects) {
  RunEnd end;
  end.finished = 2000;
  for (const Section section : all_sections()) {
    SectionSummary& summary = end.sections[static_cast<std::size_t>(section)];
    summary.section = section;
    summary.state = SectionState::complete;
    summary.scope = "everything";
    summary.scope_digest = sha256(summary.scope);
  }
  for (const Fact& fact : facts) ++end.sections[static_cast<std::size_t>(section_of(fact))].read;
  for (const Reject& reject : rejects) {
    SectionSummary& summary = end.sections[static_cast<std::size_t>(reject.section)];
    ++summary.read;
    ++summary.rejected;
    summary.state = SectionState::complete_with_rejects;
  }
  return end;
}

SyncRun StoreTest::publish(const std::string& id, const std::string& source, const std::vector<Fact>& facts,
                           const std::vector<Reject>& rejects) {
  const auto writer = store_->begin_run({.id = id, .source = source, .kind = "csv", .started = 1000});
  for (const Fact& fact : facts) writer->add(fact);
  for (const Reject& reject : rejects) writer->reject(reject);
  return writer->publish(complete_end(facts, rejects));
}

std::vector<Fact> StoreTest::small_source() {
  return {
      IdentityFact{
          .key = "p1", .display_name = "Ana Lopes", .manager_key = "p3", .email = "ana@shop.example"},
      IdentityFact{.key = "p2", .display_name = "Bo Lindqvist", .manager_key = "p3"},
      IdentityFact{.key = "p3", .display_name = "Chi Okafor", .manager_key = "gone"},
      PrincipalFact{.key = "ana", .display_name = "ana", .email = "ana@shop.example"},
      PrincipalFact{.key = "bo", .display_name = "bo"},
      PrincipalFact{.key = "crm_ro", .display_name = "crm_ro", .kind = PrincipalKind::role},
      MembershipFact{.member_key = "ana", .container_key = "crm_ro", .grantor_key = "admin"},
      ResourceFact{.key = "shop", .display_name = "shop", .kind = ResourceKind::database},
      ResourceFact{.key = "shop.customers",
                   .parent_key = "shop",
                   .display_name = "customers",
                   .kind = ResourceKind::table,
                   .owner_key = "bo",
                   .steward_key = "ANA@shop.example",
                   .labels = {"category:customer_email"}},
      GrantFact{.principal_key = "crm_ro",
                .resource_key = "shop.customers",
                .privilege = "SELECT",
                .action = Action::read,
                .covers_descendants = true,
                .granted_at = MaybeTime::at(500)},
      GateFact{.resource_key = "shop", .privilege = "CONNECT", .check = GateCheck::login},
  };
}

SnapshotInfo StoreTest::snapshot_of(const std::vector<RunNo>& runs, const DerivedRun& derived,
                                    const std::string& id) {
  return publish_snapshot(*store_, {.id = id, .as_of = 3000, .runs = runs, .missing_sources = {"crm"}},
                          derived);
}

std::vector<Fact> StoreTest::facts_of(RunNo run, Section section) {
  std::vector<Fact> facts;
  store_->each_fact(run, section, [&](Ordinal ordinal, const Fact& fact) {
    EXPECT_EQ(ordinal, static_cast<Ordinal>(facts.size()));
    facts.push_back(fact);
  });
  return facts;
}

}  // namespace reeve::test
