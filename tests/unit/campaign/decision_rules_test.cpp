#include "engine/campaign/decision_rules.h"

#include <gtest/gtest.h>

namespace reeve {
namespace {

constexpr UtcMillis kNow = 1'767'225'600'000;  // 2026-01-01

Decision decision(DecisionKind kind, const std::string& reason = {}, bool bulk = false) {
  Decision d{
      .id = "d", .case_no = 1, .kind = kind, .reason = reason, .by_key = "lead", .at = kNow, .bulk = bulk};
  if (kind == DecisionKind::certify_until) d.until = kNow + 30 * kDay;
  return d;
}

std::string problem(const Decision& d, bool flagged, const DecisionRules& rules = {}) {
  return problem_with(rules, {.no = 1, .subject_key = "ana", .flagged = flagged}, d);
}

TEST(DecisionRules, AReasonIsNeededWhereTheDecisionGoesAgainstTheFlag) {
  struct Row {
    DecisionKind kind;
    bool flagged;
    std::string without_reason;
  };
  const std::string keep = "this access is flagged; say why it has to stay";
  const std::string go = "nothing flags this access; say why it has to go";
  const std::string who = "say who could judge this, or what is missing to judge it";
  const std::vector<Row> rows = {
      {DecisionKind::certify, false, ""},       {DecisionKind::certify, true, keep},
      {DecisionKind::certify_until, false, ""}, {DecisionKind::certify_until, true, keep},
      {DecisionKind::revoke, false, go},        {DecisionKind::revoke, true, ""},
      {DecisionKind::cannot_judge, false, who}, {DecisionKind::cannot_judge, true, who}};
  const DecisionRules lax{
      .reason_to_keep_flagged = false, .reason_to_revoke_unflagged = false, .reason_not_to_judge = false};
  for (const Row& row : rows) {
    const std::string name = std::string(to_string(row.kind)) + (row.flagged ? " flagged" : "");
    EXPECT_EQ(problem(decision(row.kind), row.flagged), row.without_reason) << name;
    EXPECT_EQ(problem(decision(row.kind, " \n"), row.flagged), row.without_reason) << name;
    EXPECT_EQ(problem(decision(row.kind, "needs it"), row.flagged), "") << name;
    EXPECT_EQ(problem(decision(row.kind), row.flagged, lax), "") << name;
    EXPECT_EQ(reason_required({}, {.flagged = row.flagged}, row.kind), !row.without_reason.empty()) << name;
  }
}

TEST(DecisionRules, FlaggedAccessIsNeverDecidedInBulk) {
  for (const auto kind : {DecisionKind::certify, DecisionKind::certify_until, DecisionKind::revoke,
                          DecisionKind::cannot_judge}) {
    EXPECT_EQ(problem(decision(kind, "because", true), true),
              "flagged access is decided one at a time; open the case");
    EXPECT_EQ(problem(decision(kind, "because", true), false), "");
  }
}

TEST(DecisionRules, WhatNotEveryRuleCouldJudgeNeedsAReasonToStay) {
  const Case c{.no = 1,
               .subject_key = "ana",
               .evidence = {{"not_evaluable", {{{"rule", "b/y"}}, {{"rule", "a/x"}}, {{"rule", "b/y"}}}}}};
  const auto problem = [&](const Decision& d, const DecisionRules& rules = {}) {
    return problem_with(rules, c, d);
  };
  EXPECT_EQ(problem(decision(DecisionKind::certify)),
            "not every rule could judge this access (a/x, b/y); say why it has to stay");
  EXPECT_EQ(problem(decision(DecisionKind::certify, "needs it")), "");
  EXPECT_EQ(problem(decision(DecisionKind::certify, "needs it", true)),
            "what not every rule could judge is decided one at a time; open the case");
  EXPECT_EQ(problem(decision(DecisionKind::revoke)), "nothing flags this access; say why it has to go");
  EXPECT_EQ(problem(decision(DecisionKind::certify, "", true), {.reason_to_keep_not_evaluable = false}), "");
}

TEST(DecisionRules, ACampaignMayRefuseBulk) {
  EXPECT_EQ(problem(decision(DecisionKind::certify, "", true), false, {.bulk = false}),
            "this campaign takes decisions one at a time");
}

TEST(DecisionRules, AnEndDateLiesAheadAndNotTooFar) {
  Decision d = decision(DecisionKind::certify_until);
  d.until.reset();
  EXPECT_EQ(problem(d, false), "certify-until needs a date");
  d.until = kNow;
  EXPECT_EQ(problem(d, false), "the date 2025-12-31 has passed; give a later one");
  d.until = kNow + 365 * kDay;
  EXPECT_EQ(problem(d, false), "");
  d.until = kNow + 365 * kDay + 1;
  EXPECT_EQ(problem(d, false), "the date 2027-01-01 is more than 365 days away; give an earlier one");
  d.kind = DecisionKind::certify;
  EXPECT_EQ(problem(d, false), "an end date goes with certify-until only");
}

TEST(DecisionRules, AReasonIsPlainTextOfReasonableLength) {
  EXPECT_EQ(problem(decision(DecisionKind::revoke, std::string(2000, 'x')), false), "");
  EXPECT_EQ(problem(decision(DecisionKind::revoke, std::string(2001, 'x')), false),
            "the reason is longer than 2000 bytes; shorten it");
  EXPECT_EQ(problem(decision(DecisionKind::revoke, "\xff"), false),
            "the reason is not plain text; type it again");
  EXPECT_EQ(problem(decision(DecisionKind::revoke, std::string("a\0b", 3)), false),
            "the reason is not plain text; type it again");
}

TEST(DecisionRules, NobodyDecidesAboutHerself) {
  Decision d = decision(DecisionKind::certify);
  d.by_key = "ana";
  EXPECT_EQ(problem(d, false), "nobody decides about her own access");
}

TEST(DecisionRules, TheSameDecisionAgainIsNoNewOne) {
  const Decision first = decision(DecisionKind::certify_until, "r");
  Decision again = first;
  again.id = "other";
  again.at += 5;
  again.signed_in = "elsewhere";
  EXPECT_TRUE(same_decision(first, again));
  const auto differs = [&](auto change) {
    Decision other = first;
    change(other);
    return !same_decision(first, other);
  };
  EXPECT_TRUE(differs([](Decision& d) { d.case_no = 2; }));
  EXPECT_TRUE(differs([](Decision& d) { d.stage = 2; }));
  EXPECT_TRUE(differs([](Decision& d) { d.kind = DecisionKind::revoke; }));
  EXPECT_TRUE(differs([](Decision& d) { d.until.reset(); }));
  EXPECT_TRUE(differs([](Decision& d) { d.reason = "s"; }));
  EXPECT_TRUE(differs([](Decision& d) { d.by_key = "else"; }));
}

}  // namespace
}  // namespace reeve
