// Snapshots: numbers, derived rows, and what a snapshot looks like when it is loaded.
#include <gmock/gmock.h>

#include "engine/core/error.h"
#include "tests/conformance/snapshot_text.h"
#include "tests/conformance/store_fixture.h"

namespace reeve::test {
namespace {

using testing::ElementsAre;

class StoreSnapshots : public StoreTest {
 protected:
  // What sync derives about small_source() of run `run`.
  static DerivedRun derived(RunNo run) {
    return {.owners = {{.principal = {run, 0},
                        .state = OwnerState::correlated,
                        .identity = FactRef{run, 0},
                        .rule = "e-mail",
                        .confidence = 95},
                       {.principal = {run, 1}, .state = OwnerState::uncorrelated, .rule = "no match"}},
            .bindings = {{.member = {run, 1},
                          .member_is_account = true,
                          .container = {run, 0},
                          .rule = "bo is crm_ro"}},
            .classifications = {{.resource = {run, 1}, .categories = {"customer_email"}, .rule = "label"},
                                {.resource = {run, 0}, .categories = {}, .rule = "ancestor"}}};
  }
};
REEVE_FOR_EVERY_STORE(StoreSnapshots);

TEST_P(StoreSnapshots, PublishingGivesANumberAndADigest) {
  const SyncRun run = publish("run-1", "shop", small_source());
  const SnapshotInfo first = snapshot_of({run.no}, derived(run.no), "snapshot-a");
  const SnapshotInfo second = snapshot_of({run.no}, {}, "snapshot-b");
  EXPECT_EQ(first, (SnapshotInfo{.no = 1,
                                 .id = "snapshot-a",
                                 .as_of = 3000,
                                 .runs = {run.no},
                                 .missing_sources = {"crm"},
                                 .derived_digest = derived_digest(derived(run.no), {run})}));
  EXPECT_EQ(second.no, 2);
  EXPECT_THAT(store_->snapshots(), ElementsAre(first, second));
  EXPECT_EQ(store_->latest_snapshot(), second);
}

TEST_P(StoreSnapshots, PublishingAnIdAgainChangesNothing) {
  const SyncRun run = publish("run-1", "shop", small_source());
  const SnapshotInfo first = snapshot_of({run.no}, derived(run.no));
  EXPECT_EQ(snapshot_of({run.no}, {}), first);
  EXPECT_THAT(store_->snapshots(), ElementsAre(first));
}

TEST_P(StoreSnapshots, APlanThatSomebodyOvertookIsRefused) {
  const SyncRun run = publish("run-1", "shop", small_source());
  const SnapshotInfo info{.id = "snapshot-a", .runs = {run.no}};
  EXPECT_EQ(store_->publish_snapshot(info, {}, {.runs = 0}), std::nullopt) << "a run was not seen";
  EXPECT_EQ(store_->publish_snapshot(info, {}, {.runs = 1, .snapshot = 1}), std::nullopt);
  EXPECT_TRUE(store_->snapshots().empty());
  const auto writer = store_->begin_run({.id = "never published", .source = "shop", .kind = "csv"});
  const auto first = store_->publish_snapshot(info, {}, {.runs = 1});
  ASSERT_TRUE(first.has_value());
  EXPECT_EQ(store_->publish_snapshot({.id = "snapshot-b"}, {}, {.runs = 1}), std::nullopt)
      << "a snapshot was not seen";
  EXPECT_EQ(store_->publish_snapshot(info, {}, {}), first) << "the same again is answered";
  EXPECT_EQ(store_->publish_snapshot({.id = "snapshot-b"}, {}, {.runs = 1, .snapshot = 1})->no, 2);
}

TEST_P(StoreSnapshots, DerivedRowsThatLeadNowhereAreRefused) {
  const SyncRun run = publish("run-1", "shop", small_source());
  const SyncRun other = publish("run-2", "other", small_source());
  const auto refused = [&](const DerivedRun& rows) { EXPECT_THROW(snapshot_of({run.no}, rows), Error); };
  refused({.owners = {{.principal = {run.no, 2}}}});
  refused({.owners = {{.principal = {run.no, -1}}}});
  refused({.owners = {{.principal = {run.no, 0}, .identity = FactRef{run.no, 3}}}});
  refused({.owners = {{.principal = {other.no, 0}}}});
  refused({.bindings = {{.member = {run.no, 1}, .container = {run.no, 0}}}});
  refused({.bindings = {{.member = {run.no, 0}, .container = {run.no, 1}}}});
  refused({.classifications = {{.resource = {run.no, 2}}}});
  EXPECT_THROW(snapshot_of({run.no, run.no}), Error);
  EXPECT_TRUE(store_->snapshots().empty());
}

TEST_P(StoreSnapshots, LoadingTellsEverything) {
  const Reject bad{.section = Section::account, .where = "accounts.csv:7", .key = "zoe", .reason = "no kind"};
  const SyncRun run = publish("run-1", "shop", small_source(), {bad});
  snapshot_of({run.no}, derived(run.no));
  const Snapshot snapshot = store_->load_snapshot(1);
  EXPECT_THAT(snapshot.runs, ElementsAre(run));
  EXPECT_THAT(
      snapshot_text(snapshot),
      ElementsAre(
          "snapshot 1 \"snapshot-1\" 3000 [\"crm\"] " + to_hex(derived_digest(derived(run.no), {run})),
          "of run 1", "run 1 \"run-1\" \"shop\" " + to_hex(run.digest) + " 1",
          "categories [\"customer_email\"]",
          R"(identity 0:0 "p1" "Ana Lopes" "" "" "" "" "ana@shop.example" "p3" 0 0 2 unknown unknown unknown)",
          R"(identity 0:1 "p2" "Bo Lindqvist" "" "" "" "" "" "p3" 0 0 2 unknown unknown unknown)",
          R"(identity 0:2 "p3" "Chi Okafor" "" "" "" "" "" "gone" 0 0 - unknown unknown unknown)",
          R"(principal 0:0 "ana" "" "ana" "" "" "ana@shop.example" 0 0 2 no unknown unknown 1 0 "e-mail" 95)",
          R"(principal 0:1 "bo" "" "bo" "" "" "" 0 0 2 no unknown unknown 4 - "no match" 0)",
          R"(principal 0:0 "crm_ro" "" "crm_ro" "" "" "" 2 0 2 no unknown unknown 0 - "" 0)",
          R"(membership 0:0 0 2 yes no no "admin" "" unknown unknown)",
          R"(membership -:0 1 2 yes no no "" "bo is crm_ro" unknown unknown)",
          R"(resource 0:0 "shop" "" "shop" "" "" "" "" 1 - - - [] 1 [] "ancestor")",
          R"(resource 0:1 "shop.customers" "" "customers" "bo" "ANA@shop.example" "" "" 3 0 1 0 )"
          R"(["category:customer_email"] 1 [0] "label")",
          R"(grant 0:0 2 1 "SELECT" "" 0 no no yes no 0 1970-01-01T00:00:00.500Z unknown)",
          R"(gate 0:0 0 "CONNECT" 1)", R"(reject 0 1 "accounts.csv:7" "zoe" "no kind")"));
}

TEST_P(StoreSnapshots, RowsOfSeveralRunsStandOneAfterTheOther) {
  const SyncRun a = publish("run-a", "a", small_source());
  const SyncRun b = publish("run-b", "b", small_source());
  DerivedRun rows;
  rows.owners = {{.principal = {a.no, 0}, .state = OwnerState::owned, .identity = FactRef{b.no, 1}},
                 {.principal = {b.no, 0}, .is_account = false, .identity = FactRef{a.no, 2}}};
  rows.bindings = {
      {.member = {a.no, 0}, .container = {b.no, 1}, .container_is_account = true, .assumable = true}};
  rows.classifications = {{.resource = {b.no, 0}, .categories = {"search_terms", "customer_email"}},
                          {.resource = {a.no, 1}, .categories = {"search_terms"}}};
  snapshot_of({b.no, a.no}, rows);
  const Snapshot s = store_->load_snapshot(1);
  ASSERT_EQ(s.identities.size(), 6U);
  ASSERT_EQ(s.principals.size(), 6U);
  EXPECT_EQ(s.runs[0], b);
  EXPECT_EQ(s.source_name(s.identities[3].origin.source), "a");
  EXPECT_EQ(s.identities[3].manager, IdentityIx(5));
  EXPECT_EQ(s.principals[3].identity, IdentityIx(1));
  EXPECT_EQ(s.principals[3].owner_state, OwnerState::owned);
  EXPECT_EQ(s.principals[2].identity, IdentityIx(5));
  EXPECT_EQ(s.grants[1].principal, PrincipalIx(5));
  EXPECT_EQ(s.grants[1].resource, ResourceIx(3));
  EXPECT_EQ(s.gates[1].resource, ResourceIx(2));
  EXPECT_EQ(s.memberships.back().member, PrincipalIx(5));
  EXPECT_EQ(s.memberships.back().container, PrincipalIx(1));
  EXPECT_FALSE(s.memberships.back().inherited);
  EXPECT_TRUE(s.memberships.back().assumable);
  EXPECT_THAT(s.categories, ElementsAre("customer_email", "search_terms"));
  EXPECT_THAT(s.resources[0].categories, ElementsAre(CategoryIx(0), CategoryIx(1)));
  EXPECT_THAT(s.resources[3].categories, ElementsAre(CategoryIx(1)));
  EXPECT_EQ(s.resources[1].state, ClassificationState::undecided);
  EXPECT_EQ(s.resources[3].steward, IdentityIx()) << "two people have the address";
}

TEST_P(StoreSnapshots, AStewardIsFoundByKeyThenNumberThenMail) {
  const auto table = [](const char* key, const char* steward) {
    return ResourceFact{.key = key, .steward_key = steward};
  };
  publish("run-1", "hr",
          {IdentityFact{.key = "7", .employee_number = "1007", .email = "seven@shop.example"},
           IdentityFact{.key = "8", .employee_number = "7", .email = "Eight@shop.example"},
           IdentityFact{.key = "9", .employee_number = "1009", .email = "seven@shop.example"}});
  publish("run-2", "shop",
          {table("a", "7"), table("b", "1009"), table("c", "eight@SHOP.example"),
           table("d", "seven@shop.example"), table("e", "nobody"), table("f", "")});
  snapshot_of({1, 2});
  std::vector<IdentityIx> stewards;
  for (const Resource& resource : store_->load_snapshot(1).resources) stewards.push_back(resource.steward);
  EXPECT_THAT(stewards, ElementsAre(IdentityIx(0), IdentityIx(2), IdentityIx(1), IdentityIx(), IdentityIx(),
                                    IdentityIx()));
}

TEST_P(StoreSnapshots, ASnapshotWithoutRunsIsEmpty) {
  snapshot_of({});
  const Snapshot snapshot = store_->load_snapshot(1);
  EXPECT_TRUE(snapshot.runs.empty());
  EXPECT_TRUE(snapshot.grants.empty());
}

}  // namespace
}  // namespace reeve::test
