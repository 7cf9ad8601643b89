#include "engine/remediation/verification.h"

#include <gtest/gtest.h>

#include "engine/core/text.h"

namespace reeve {
namespace {

constexpr UtcMillis kDecided = 1'767'225'600'000;  // 2026-01-01

class VerificationTest : public ::testing::Test {
 protected:
  VerificationTest() {
    const MembershipFact gone{.member_key = "ana", .container_key = "crm"};
    removal.edge = {.source = "shop", .section = Section::membership, .edge_key = edge_key(gone)};
    removal.decided_at = kDecided;
    removal.scope_digest = sha256("all roles");
    removal.state = RemovalState::ticketed;
    sighting.run.no = 9;
    sighting.run.source = "shop";
    sighting.run.started = kDecided + 1;
    section().state = SectionState::complete;
    section().scope_digest = sha256("all roles");
  }

  SectionSummary& section() { return sighting.run.sections[static_cast<std::size_t>(removal.edge.section)]; }
  void the_edge_is_there() {
    sighting.found = {MembershipFact{.member_key = "ana",
                                     .container_key = "crm",
                                     .grantor_key = "root",
                                     .granted_at = MaybeTime::at(kDecided)}};
  }
  Verification verdict() const { return verify(removal, sighting); }

  Removal removal;
  EdgeSighting sighting;
};

constexpr auto kPresent = "present in run 9 of shop, granted by root on 2026-01-01";

TEST_F(VerificationTest, AnAbsentEdgeInACompleteSectionIsRemoved) {
  EXPECT_EQ(verdict(), (Verification{RemovalState::verified_removed, "absent in run 9 of shop"}));
  section().state = SectionState::complete_with_rejects;
  EXPECT_EQ(verdict(), (Verification{RemovalState::verified_removed, "absent in run 9 of shop"}));
}

TEST_F(VerificationTest, WhatAnAbsentEdgeMakesOfEachState) {
  for (const auto from : {RemovalState::planned, RemovalState::ticketed, RemovalState::claimed_done,
                          RemovalState::rejected, RemovalState::still_present, RemovalState::came_back}) {
    removal.state = from;
    EXPECT_EQ(verdict().state, RemovalState::verified_removed) << to_string(from);
  }
  removal.state = RemovalState::verified_removed;
  removal.state_detail = "absent in run 8 of shop";
  EXPECT_EQ(verdict(), (Verification{RemovalState::verified_removed, "absent in run 8 of shop"}));
}

TEST_F(VerificationTest, WhatAPresentEdgeMakesOfEachState) {
  the_edge_is_there();
  for (const auto from : {RemovalState::planned, RemovalState::ticketed, RemovalState::claimed_done,
                          RemovalState::still_present}) {
    removal.state = from;
    EXPECT_EQ(verdict(), (Verification{RemovalState::still_present, kPresent})) << to_string(from);
  }
  removal.state = RemovalState::verified_removed;
  EXPECT_EQ(verdict(), (Verification{RemovalState::came_back, kPresent}));
  removal.state_detail = "held: said before";
  for (const auto from : {RemovalState::came_back, RemovalState::rejected, RemovalState::planned}) {
    removal.state = from;  // planned with a detail: held
    EXPECT_EQ(verdict(), (Verification{from, "held: said before"})) << to_string(from);
  }
}

TEST_F(VerificationTest, ASourceThatDoesNotTellWhoGrantedSaysSo) {
  sighting.found = {MembershipFact{.member_key = "ana", .container_key = "crm"}};
  EXPECT_EQ(verdict().detail, "present in run 9 of shop, the source does not tell who granted it");
}

TEST_F(VerificationTest, UnderAnotherNameItIsStillPresent) {
  sighting.found = {MembershipFact{.member_key = "a.lopes", .container_key = "crm", .grantor_key = "root"}};
  sighting.renamed = {edge_key(std::get<MembershipFact>(sighting.found[0]))};
  EXPECT_EQ(verdict(),
            (Verification{RemovalState::still_present,
                          "present in run 9 of shop under another name, `a.lopes / crm`, granted by root"}));
  sighting.found.clear();
  EXPECT_EQ(verdict().state, RemovalState::verified_removed);
  sighting.rejects = {{.section = Section::account, .where = "line 3", .key = "a.lopes", .reason = "torn"}};
  EXPECT_EQ(verdict(), (Verification{std::nullopt, "the newest run rejected a row about it (line 3: torn)"}));
}

// Whether the edge is there or not, each of these proves nothing.
class NoProofTest : public VerificationTest {
 protected:
  void expect_no_proof(const std::string& why) {
    EXPECT_EQ(verdict(), (Verification{std::nullopt, why}));
    the_edge_is_there();
    EXPECT_EQ(verdict(), (Verification{std::nullopt, why}));
  }
};

TEST_F(NoProofTest, ARunThatBeganBeforeTheDecision) {
  sighting.run.started = kDecided;
  expect_no_proof("the source has not been read since the decision; run `reeve sync`");
}

TEST_F(NoProofTest, ASectionThatIsNotComplete) {
  for (const auto state : {SectionState::absent, SectionState::partial, SectionState::failed}) {
    sighting.found.clear();
    section().state = state;
    section().reason = "timed out";
    expect_no_proof("the newest run read membership facts only as `" + std::string(to_string(state)) +
                    "`: timed out");
  }
}

TEST_F(NoProofTest, AnotherScope) {
  section().scope_digest = sha256("some roles");
  expect_no_proof(
      "the newest run asked something else than the run that showed the edge, or with other rights; restore "
      "the "
      "source's settings and run `reeve sync`");
}

TEST_F(NoProofTest, AQuarantinedRunThatNobodyAccepted) {
  sighting.run.state = RunState::quarantined;
  sighting.run.quarantine_reason = "lost 40 % of its memberships";
  expect_no_proof("the newest run is quarantined: lost 40 % of its memberships");
  sighting.run.accepted_by = "audit";
  EXPECT_EQ(verdict().state, RemovalState::still_present);
}

TEST_F(NoProofTest, ARejectedRowOfTheEdge) {
  sighting.rejects = {{.section = Section::membership,
                       .where = "memberships.csv:4",
                       .key = join_key({"ana", "crm", "root"}),
                       .reason = "two rows"}};
  expect_no_proof("the newest run rejected a row about it (memberships.csv:4: two rows)");
}

TEST_F(NoProofTest, ARejectedRowOfWhatTheEdgeHangsOn) {
  for (const auto s : {Section::account, Section::principal}) {
    for (const std::string key : {"ana", "crm"}) {
      sighting.found.clear();
      sighting.rejects = {{.section = s, .where = "x:4", .key = key, .reason = "bad"}};
      expect_no_proof("the newest run rejected a row about it (x:4: bad)");
    }
  }
}

TEST_F(NoProofTest, NoRunAtAll) {
  EXPECT_EQ(verify(removal, std::nullopt),
            (Verification{std::nullopt, "the source has no run; run `reeve sync`"}));
}

TEST_F(VerificationTest, ARejectedRowOfSomethingElseDoesNotMatter) {
  sighting.rejects = {
      {.section = Section::membership, .where = "x:1", .key = join_key({"ana", "crm2", ""}), .reason = "bad"},
      {.section = Section::membership, .where = "x:2", .key = join_key({"an"}), .reason = "bad"},
      {.section = Section::grant, .where = "x:3", .key = join_key({"ana", "crm"}), .reason = "bad"},
      {.section = Section::identity, .where = "x:4", .key = "ana", .reason = "bad"}};
  EXPECT_EQ(verdict().state, RemovalState::verified_removed);
}

TEST_F(VerificationTest, AGrantIsBlockedByItsResourceToo) {
  removal.edge = {
      .source = "shop",
      .section = Section::grant,
      .edge_key = edge_key(GrantFact{.principal_key = "ana", .resource_key = "t", .privilege = "SELECT"})};
  section().state = SectionState::complete;
  section().scope_digest = sha256("all roles");
  EXPECT_EQ(verdict().state, RemovalState::verified_removed);
  sighting.rejects = {{.section = Section::resource, .where = "x:4", .key = "t", .reason = "bad"}};
  EXPECT_EQ(verdict().state, std::nullopt);
  sighting.rejects = {{.section = Section::resource, .where = "x:4", .key = "SELECT", .reason = "bad"}};
  EXPECT_EQ(verdict().state, RemovalState::verified_removed);
}

}  // namespace
}  // namespace reeve
