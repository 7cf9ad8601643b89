// Runs: what is kept, what is dropped and why, and that the order of reading does not matter.
#include <gmock/gmock.h>

#include <algorithm>
#include <random>

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "tests/conformance/store_fixture.h"

namespace reeve::test {
namespace {

using testing::ElementsAre;

class StoreRuns : public StoreTest {
 protected:
  const SectionSummary& section(const SyncRun& run, Section s) { return run.section(s); }
};
REEVE_FOR_EVERY_STORE(StoreRuns);

PrincipalFact account(const std::string& key) { return {.key = key, .display_name = key}; }
ResourceFact resource(const std::string& key, const std::string& parent = "") {
  return {.key = key, .parent_key = parent, .display_name = key};
}
SectionSummary summary(Section section, SectionState state, std::int64_t read, std::int64_t kept,
                       std::int64_t rejected, std::int64_t duplicates) {
  return {.section = section,
          .state = state,
          .scope = "everything",
          .scope_digest = sha256("everything"),
          .read = read,
          .kept = kept,
          .rejected = rejected,
          .duplicates = duplicates};
}

TEST_P(StoreRuns, NothingIsThereAtFirst) {
  EXPECT_TRUE(store_->runs().empty());
  EXPECT_EQ(store_->run(1), std::nullopt);
  EXPECT_EQ(store_->latest_run("shop"), std::nullopt);
  EXPECT_TRUE(store_->snapshots().empty());
  EXPECT_FALSE(store_->latest_snapshot().has_value());
}

TEST_P(StoreRuns, AReadThatALaterOneOvertookIsRefused) {
  const auto begin = [&](const std::string& id, UtcMillis started, const std::string& source = "shop") {
    return store_->begin_run({.id = id, .source = source, .kind = "csv", .started = started});
  };
  const auto slow = begin("slow", 10), other = begin("other", 10, "hr"), first = begin("first", 10);
  EXPECT_EQ(first->publish(complete_end({}, {})).no, 1) << "began at the same moment";
  EXPECT_EQ(begin("fast", 20)->publish(complete_end({}, {})).no, 2);
  try {
    slow->publish(complete_end({}, {}));
    ADD_FAILURE() << "an older read became the newest run";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::conflict);
    EXPECT_EQ(error.message(),
              "source shop: run 2 began after this read and was published before it, so this older read is "
              "not kept");
  }
  EXPECT_EQ(other->publish(complete_end({}, {})).no, 3);
  EXPECT_EQ(begin("clock set back", 5)->publish(complete_end({}, {})).no, 4) << "nothing overlaps it";
  EXPECT_EQ(begin("fast", 20)->publish(complete_end({}, {})).no, 2) << "the same again is answered";
}

TEST_P(StoreRuns, APublishedRunTellsEverything) {
  const SyncRun run = publish("run-1", "shop", small_source());
  EXPECT_EQ(run.no, 1);
  EXPECT_EQ(run.id, "run-1");
  EXPECT_EQ(run.source, "shop");
  EXPECT_EQ(run.kind, "csv");
  EXPECT_EQ(run.started, 1000);
  EXPECT_EQ(run.finished, 2000);
  EXPECT_EQ(run.state, RunState::published);
  EXPECT_EQ(run.reject_count, 0);
  EXPECT_EQ(run.section(Section::identity), summary(Section::identity, SectionState::complete, 3, 3, 0, 0));
  EXPECT_EQ(run.section(Section::usage), summary(Section::usage, SectionState::complete, 0, 0, 0, 0));
  EXPECT_EQ(store_->run(1), run);
  EXPECT_EQ(store_->latest_run("shop"), run);
  EXPECT_EQ(store_->latest_run("crm"), std::nullopt);
  EXPECT_THAT(store_->runs(), ElementsAre(run));
}

TEST_P(StoreRuns, FactsComeBackByNaturalKey) {
  const std::vector<Fact> facts = small_source();
  const SyncRun run = publish("run-1", "shop", facts);
  for (const Section section : all_sections()) {
    std::vector<Fact> expected;
    std::copy_if(facts.begin(), facts.end(), std::back_inserter(expected),
                 [&](const Fact& fact) { return section_of(fact) == section; });
    EXPECT_EQ(facts_of(run.no, section), expected) << to_string(section);
  }
}

TEST_P(StoreRuns, TheStoreMayBeUsedWhileFactsAreVisited) {
  const SyncRun run = publish("run-1", "shop", small_source());
  int visited = 0;
  store_->each_fact(run.no, Section::identity, [&](Ordinal, const Fact&) {
    EXPECT_EQ(store_->run(run.no), run);
    store_->add_waiver({.id = std::to_string(++visited)});
  });
  EXPECT_EQ(store_->waivers().size(), 3U);
}

TEST_P(StoreRuns, NothingIsSeenWithoutPublish) {
  const auto writer = store_->begin_run({.id = "run-1", .source = "shop", .kind = "csv"});
  writer->add(account("ana"));
  EXPECT_TRUE(store_->runs().empty());
}

TEST_P(StoreRuns, TheSameReadInAnyOrderHasTheSameDigest) {
  std::vector<Fact> facts = small_source();
  const SyncRun first = publish("run-1", "shop", facts);
  std::mt19937 random(7);
  for (int i = 2; i < 12; ++i) {
    std::shuffle(facts.begin(), facts.end(), random);
    const SyncRun run = publish("run-" + std::to_string(i), "other", facts);
    EXPECT_EQ(run.no, i);
    EXPECT_EQ(run.digest, first.digest);
  }
}

TEST_P(StoreRuns, AnyOtherContentHasAnotherDigest) {
  const SyncRun first = publish("run-1", "shop", small_source());
  std::vector<Fact> facts = small_source();
  std::get<GrantFact>(facts[9]).grant_option = true;
  EXPECT_NE(publish("run-2", "shop", facts).digest, first.digest);

  RunEnd end = complete_end(small_source(), {});
  end.sections[0].scope_digest = sha256("something else");
  const auto writer = store_->begin_run({.id = "run-3", .source = "shop", .kind = "csv"});
  for (const Fact& fact : small_source()) writer->add(fact);
  EXPECT_NE(writer->publish(end).digest, first.digest);
}

TEST_P(StoreRuns, EqualRowsAreDuplicates) {
  const SyncRun run =
      publish("run-1", "shop", {account("ana"), account("bo"), account("ana"), account("ana")});
  EXPECT_EQ(run.section(Section::account), summary(Section::account, SectionState::complete, 4, 2, 0, 2));
  EXPECT_EQ(facts_of(run.no, Section::account), (std::vector<Fact>{account("ana"), account("bo")}));
}

TEST_P(StoreRuns, AKeyOfRowsThatDifferIsRejectedWhole) {
  PrincipalFact other = account("ana");
  other.enabled = TriState::no;
  const SyncRun run = publish("run-1", "shop", {account("ana"), account("bo"), other, account("ana")});
  EXPECT_EQ(run.section(Section::account),
            summary(Section::account, SectionState::complete_with_rejects, 4, 1, 3, 0));
  EXPECT_EQ(run.reject_count, 3);
  const Reject reject{
      .section = Section::account, .key = "ana", .reason = "the key stands for rows that differ"};
  EXPECT_THAT(store_->rejects(run.no), ElementsAre(reject, reject, reject));
  EXPECT_EQ(facts_of(run.no, Section::account), (std::vector<Fact>{account("bo")}));
}

TEST_P(StoreRuns, AnEdgeOfRowsThatDifferIsRejectedWhole) {
  MembershipFact edge{.member_key = "ana", .container_key = "crm_ro"};
  MembershipFact other = edge;
  other.administer = true;
  const PrincipalFact role{.key = "crm_ro", .kind = PrincipalKind::role};
  const SyncRun run = publish("run-1", "shop", {account("ana"), role, edge, other});
  EXPECT_EQ(run.section(Section::membership),
            summary(Section::membership, SectionState::complete_with_rejects, 2, 0, 2, 0));
}

TEST_P(StoreRuns, AccountsAndPrincipalsShareOneKeySpace) {
  const SyncRun run =
      publish("run-1", "shop", {account("ana"), PrincipalFact{.key = "ana", .kind = PrincipalKind::role}});
  const std::string reason = "the key stands for rows that differ";
  EXPECT_THAT(store_->rejects(run.no),
              ElementsAre(Reject{.section = Section::account, .key = "ana", .reason = reason},
                          Reject{.section = Section::principal, .key = "ana", .reason = reason}));
  EXPECT_TRUE(facts_of(run.no, Section::account).empty());
  EXPECT_TRUE(facts_of(run.no, Section::principal).empty());
}

TEST_P(StoreRuns, ReferencesThatLeadNowhereAreRejected) {
  const std::vector<Fact> facts{
      account("ana"),
      resource("shop"),
      MembershipFact{.member_key = "ana", .container_key = "nobody"},
      MembershipFact{.member_key = "nobody", .container_key = "ana"},
      LineageFact{.exposing_key = "shop", .exposed_key = "nothing"},
      LineageFact{.exposing_key = "shop", .exposed_key = "shop", .reader_key = "nobody"},
      LineageFact{
          .exposing_key = "shop", .exposed_key = "shop", .mode = LineageMode::copy, .reader_key = "nobodi"},
      GrantFact{.principal_key = "nobody", .resource_key = "shop", .privilege = "SELECT"},
      GrantFact{.principal_key = "ana", .resource_key = "nothing", .privilege = "SELECT"},
      GateFact{.resource_key = "nothing", .privilege = "USAGE"},
      UsageFact{.principal_key = "ana", .resource_key = "nothing"},
      ApprovalFact{.request = "R-1", .subject_key = "whoever", .target_key = "whatever"},
  };
  const SyncRun run = publish("run-1", "shop", facts);
  std::vector<std::string> told;
  for (const Reject& reject : store_->rejects(run.no)) {
    told.push_back(std::string(to_string(reject.section)) + ", " + printable_key(reject.key.value_or("?")) +
                   ": " + reject.reason);
  }
  const std::string end = " is not among the rows of this read that stay";
  EXPECT_THAT(told, ElementsAre("membership, ana / nobody / : its container `nobody`" + end,
                                "membership, nobody / ana / : its member `nobody`" + end,
                                "lineage, shop / nothing / : its exposed resource `nothing`" + end,
                                "lineage, shop / shop / nobody: its reader `nobody`" + end,
                                "grant, ana / nothing / SELECT / acl / : its resource `nothing`" + end,
                                "grant, nobody / shop / SELECT / acl / : its principal `nobody`" + end,
                                "gate, nothing / USAGE: its resource `nothing`" + end,
                                "usage, ana / nothing / : its resource `nothing`" + end));
  EXPECT_EQ(run.reject_count, 8);
  EXPECT_EQ(facts_of(run.no, Section::lineage), (std::vector<Fact>{facts[6]}));
  EXPECT_EQ(facts_of(run.no, Section::approval), (std::vector<Fact>{facts[11]}));
}

TEST_P(StoreRuns, ReasonsNameKeysOfSeveralPartsReadably) {
  const SyncRun run = publish("run-1", "shop",
                              {account("ana"), GrantFact{.principal_key = "ana",
                                                         .resource_key = join_key({"shop", "customers"}),
                                                         .privilege = "SELECT"}});
  ASSERT_EQ(store_->rejects(run.no).size(), 1U);
  EXPECT_EQ(store_->rejects(run.no)[0].reason,
            "its resource `shop / customers` is not among the rows of this read that stay");
}

TEST_P(StoreRuns, AResourceGoesWithItsParent) {
  const SyncRun run =
      publish("run-1", "shop",
              {resource("a"), resource("b", "z"), resource("c", "b"), resource("d", "a"), resource("e", "f"),
               resource("f", "e"), resource("g", "f"), resource("h", "h")});
  EXPECT_EQ(facts_of(run.no, Section::resource), (std::vector<Fact>{resource("a"), resource("d", "a")}));
  const std::string orphan = "its parent is not among the rows of this read that stay";
  const std::string circle = "its parents form a circle";
  const auto reject = [](const char* key, const std::string& reason) {
    return Reject{.section = Section::resource, .key = key, .reason = reason};
  };
  EXPECT_THAT(store_->rejects(run.no),
              ElementsAre(reject("b", orphan), reject("c", orphan), reject("e", circle), reject("f", circle),
                          reject("g", orphan), reject("h", circle)));
}

TEST_P(StoreRuns, ARowWithoutAKeyMakesTheSectionPartial) {
  const SyncRun run = publish("run-1", "shop", {account(""), account("ana")});
  SectionSummary expected = summary(Section::account, SectionState::partial, 2, 1, 1, 0);
  expected.reason = "the row has no key";
  EXPECT_EQ(run.section(Section::account), expected);
  EXPECT_THAT(store_->rejects(run.no),
              ElementsAre(Reject{.section = Section::account, .reason = "the row has no key"}));
}

TEST_P(StoreRuns, TheCollectorsRejectsComeFirst) {
  const Reject bad{.section = Section::account, .where = "accounts.csv:7", .key = "bo", .reason = "no kind"};
  const Reject worse{.section = Section::account, .where = "accounts.csv:3", .reason = "no key"};
  const SyncRun run = publish("run-1", "shop", {account("ana"), GateFact{.resource_key = "x"}}, {bad, worse});
  EXPECT_EQ(run.section(Section::account),
            summary(Section::account, SectionState::complete_with_rejects, 3, 1, 2, 0));
  EXPECT_THAT(store_->rejects(run.no),
              ElementsAre(bad, worse, testing::Field(&Reject::section, Section::gate)));
}

TEST_P(StoreRuns, AWorseStateStays) {
  std::vector<Fact> facts{account("ana"), account("ana")};
  RunEnd end = complete_end(facts, {});
  end.sections[1].state = SectionState::partial;
  end.sections[1].reason = "the file ended early";
  end.sections[2] = {.section = Section::principal, .state = SectionState::failed, .reason = "no such file"};
  end.sections[3] = {.section = Section::membership};
  const auto writer = store_->begin_run({.id = "run-1", .source = "shop", .kind = "csv"});
  for (const Fact& fact : facts) writer->add(fact);
  const SyncRun run = writer->publish(end);
  SectionSummary expected = summary(Section::account, SectionState::partial, 2, 1, 0, 1);
  expected.reason = "the file ended early";
  EXPECT_EQ(run.section(Section::account), expected);
  EXPECT_EQ(run.section(Section::principal), end.sections[2]);
  EXPECT_EQ(run.section(Section::membership), end.sections[3]);
  EXPECT_EQ(store_->run(run.no), run);
}

TEST_P(StoreRuns, CountsThatDoNotAddUpAreNeverPublished) {
  const auto refused = [&](const char* id, auto change) {
    RunEnd end = complete_end({account("ana")}, {});
    change(end);
    const auto writer = store_->begin_run({.id = id, .source = "shop", .kind = "csv"});
    writer->add(account("ana"));
    EXPECT_THROW(writer->publish(end), Error);
  };
  refused("run-1", [](RunEnd& end) { end.sections[1].read = 2; });
  refused("run-2", [](RunEnd& end) { end.sections[1].read = 0; });
  refused("run-3", [](RunEnd& end) { end.sections[1].state = SectionState::absent; });
  refused("run-4", [](RunEnd& end) {
    end.sections[1].read = 2;
    end.sections[1].rejected = 1;
  });
  EXPECT_TRUE(store_->runs().empty());
}

TEST_P(StoreRuns, PublishingAnIdAgainChangesNothing) {
  const SyncRun run = publish("run-1", "shop", small_source());
  EXPECT_EQ(publish("run-1", "shop", {account("ana")}), run);
  EXPECT_THAT(store_->runs(), ElementsAre(run));
}

TEST_P(StoreRuns, SeveralWritersAtATime) {
  const auto a = store_->begin_run({.id = "run-a", .source = "a", .kind = "csv"});
  const auto b = store_->begin_run({.id = "run-b", .source = "b", .kind = "csv"});
  a->add(account("ana"));
  b->add(account("bo"));
  a->add(account("chi"));
  EXPECT_EQ(b->publish(complete_end({account("bo")}, {})).no, 1);
  EXPECT_EQ(a->publish(complete_end({account("ana"), account("chi")}, {})).no, 2);
  EXPECT_EQ(facts_of(1, Section::account), (std::vector<Fact>{account("bo")}));
  EXPECT_EQ(facts_of(2, Section::account), (std::vector<Fact>{account("ana"), account("chi")}));
}

TEST_P(StoreRuns, ASuspiciousRunIsQuarantinedWithItsPublication) {
  RunEnd end = complete_end({account("ana")}, {});
  SyncRun asked;
  end.quarantine_reason = [&](const SyncRun& run) {
    asked = run;
    return std::string("lost 3 of 4 accounts");
  };
  const auto writer = store_->begin_run({.id = "run-1", .source = "shop", .kind = "csv"});
  writer->add(account("ana"));
  const SyncRun run = writer->publish(end);
  EXPECT_EQ(asked.section(Section::account).kept, 1);
  EXPECT_EQ(run.state, RunState::quarantined);
  EXPECT_EQ(run.quarantine_reason, "lost 3 of 4 accounts");
  EXPECT_EQ(store_->latest_run("shop"), run);
  EXPECT_TRUE(store_->accept_quarantined(run.no, "chi"));
  EXPECT_FALSE(store_->accept_quarantined(run.no, "bo"));
  SyncRun accepted = run;
  accepted.state = RunState::published;
  accepted.accepted_by = "chi";
  EXPECT_EQ(store_->run(run.no), accepted);
}

TEST_P(StoreRuns, QuarantineDoesNotOverruleAPerson) {
  const SyncRun run = publish("run-1", "shop", small_source());
  EXPECT_FALSE(store_->accept_quarantined(run.no, "chi"));
  store_->quarantine(run.no, "first");
  store_->quarantine(run.no, "second");
  EXPECT_EQ(store_->run(run.no)->quarantine_reason, "first");
  EXPECT_TRUE(store_->accept_quarantined(run.no, "chi"));
  store_->quarantine(run.no, "third");
  EXPECT_EQ(store_->run(run.no)->state, RunState::published);
  EXPECT_EQ(store_->run(run.no)->accepted_by, "chi");
}

TEST_P(StoreRuns, FindsTheFactsOfAnEdge) {
  const PrincipalFact role{.key = "crm_ro", .kind = PrincipalKind::role};
  std::vector<Fact> facts{account("ana"), account("ana "), account("an"), account("ana\x01"), role};
  const auto edge = [](const char* member, const char* grantor) {
    return MembershipFact{.member_key = member, .container_key = "crm_ro", .grantor_key = grantor};
  };
  for (const char* member : {"an", "ana", "ana ", "ana\x01"}) facts.emplace_back(edge(member, "x"));
  facts.emplace_back(edge("ana", "y"));
  const SyncRun run = publish("run-1", "shop", facts);
  const auto found = [&](const char* member) {
    return store_->find_edge(run.no, Section::membership, edge_key(edge(member, "")));
  };
  EXPECT_EQ(found("ana"), (std::vector<Fact>{edge("ana", "x"), edge("ana", "y")}));
  EXPECT_EQ(found("an"), (std::vector<Fact>{edge("an", "x")}));
  EXPECT_EQ(found("ana\x01"), (std::vector<Fact>{edge("ana\x01", "x")}));
  EXPECT_TRUE(found("a").empty());
  EXPECT_TRUE(found("zoe").empty());
  EXPECT_TRUE(store_->find_edge(run.no, Section::grant, edge_key(edge("ana", ""))).empty());
  EXPECT_THROW(store_->find_edge(run.no, Section::resource, "ana"), Error);
}

TEST_P(StoreRuns, UnknownRunsAreNotFound) {
  const auto code_of = [](auto call) {
    try {
      call();
    } catch (const Error& error) {
      return error.code();
    }
    return ErrorCode::internal;
  };
  EXPECT_EQ(code_of([&] { store_->quarantine(9, "why"); }), ErrorCode::not_found);
  EXPECT_EQ(code_of([&] { store_->accept_quarantined(9, "me"); }), ErrorCode::not_found);
  EXPECT_EQ(code_of([&] { store_->rejects(9); }), ErrorCode::not_found);
  EXPECT_EQ(code_of([&] { store_->each_fact(9, Section::grant, [](Ordinal, const Fact&) {}); }),
            ErrorCode::not_found);
  EXPECT_EQ(code_of([&] { store_->find_edge(9, Section::grant, ""); }), ErrorCode::not_found);
  EXPECT_EQ(code_of([&] { store_->load_snapshot(9); }), ErrorCode::not_found);
  EXPECT_EQ(code_of([&] { snapshot_of({9}); }), ErrorCode::not_found);
}

}  // namespace
}  // namespace reeve::test
