#include "engine/campaign/freeze.h"

#include <gtest/gtest.h>

namespace reeve {
namespace {

CardEdge edge(const std::string& key) {
  return {.edge = {.source = "shop", .section = Section::membership, .edge_key = key},
          .what = "remove " + key};
}

CaseDraft draft(const std::string& reviewer, const std::string& subject, const std::string& entitlement,
                const std::vector<CardEdge>& edges) {
  CaseDraft d;
  d.content = {.subject_key = subject,
               .subject_name = subject,
               .entitlement_key = entitlement,
               .entitlement_name = entitlement};
  d.reviewer_key = reviewer;
  d.evidence.reviewer_name = reviewer;
  d.evidence.why_reviewer = "manager";
  d.evidence.sentence = subject + " can " + entitlement;
  d.evidence.revoke.edges = edges;
  d.cut_name = edges.empty() ? "" : edges.front().edge.edge_key;
  return d;
}

// "no/card subject entitlement -> reviewer"
std::vector<std::string> words(const FrozenCases& frozen) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < frozen.cases.size(); ++i) {
    const Case& c = frozen.cases[i];
    EXPECT_EQ(frozen.work_items[i].case_no, c.no);
    lines.push_back(std::to_string(c.no) + "/" + std::to_string(c.card) + " " + c.subject_name + " " +
                    c.entitlement_name + " -> " + frozen.work_items[i].reviewer_name);
  }
  return lines;
}

std::vector<std::string> titles(const FrozenCases& frozen) {
  std::vector<std::string> lines;
  for (const Card& card : frozen.cards) lines.push_back(std::to_string(card.no) + " " + card.title);
  return lines;
}

TEST(Freeze, CasesOfOneReviewerWithOneCutAreOneCard) {
  const FrozenCases frozen =
      freeze({draft("lead", "bo", "read", {edge("team")}), draft("lead", "ana", "write", {edge("team")}),
              draft("lead", "ana", "read", {edge("own")}), draft("lead", "ana", "admin", {}),
              draft("lead", "ana", "owner", {}), draft("dana", "cy", "read", {edge("team")})});
  EXPECT_EQ(words(frozen), (std::vector<std::string>{"1/1 cy read -> dana", "2/2 ana admin -> lead",
                                                     "3/3 ana owner -> lead", "4/4 ana read -> lead",
                                                     "5/5 ana write -> lead", "6/5 bo read -> lead"}));
  EXPECT_EQ(titles(frozen), (std::vector<std::string>{"1 team for cy", "2 admin for ana", "3 owner for ana",
                                                      "4 own for ana", "5 team for 2 subjects"}));
}

TEST(Freeze, ACardKnowsEveryCaseThatItsCutEnds) {
  CaseDraft one = draft("lead", "ana", "read", {edge("team")});
  one.ends = {{"ana", "read"}, {"cy", "read"}, {"zoe", "read"}};  // zoe has no case
  const FrozenCases frozen =
      freeze({one, draft("lead", "bo", "read", {edge("team")}), draft("dana", "cy", "read", {edge("own")})});
  EXPECT_EQ(frozen.cards[0].ends, (std::vector<std::int32_t>{1}));
  EXPECT_EQ(frozen.cards[1].ends, (std::vector<std::int32_t>{1, 2, 3}));
}

TEST(Freeze, TheDigestIsThatOfWhatIsShown) {
  const CaseDraft d = draft("lead", "ana", "read", {edge("team")});
  const FrozenCases frozen = freeze({d});
  EXPECT_EQ(frozen.cases[0].evidence, to_json(d.evidence));
  EXPECT_EQ(frozen.cases[0].evidence_digest, sha256(canonical_json(to_json(d.evidence))));
  CaseDraft other = d;
  other.evidence.use.last_used = "2026-01-01";
  EXPECT_NE(freeze({other}).cases[0].evidence_digest, frozen.cases[0].evidence_digest);
}

TEST(Freeze, NamesThatAreNoValidTextStillBecomeEvidence) {
  CaseDraft d = draft("lead", "ana", "read", {});
  d.evidence.subject.name = "\xff\x01";
  EXPECT_EQ(freeze({d}).cases[0].evidence["subject"]["name"], "\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(Evidence, HoldsEverythingUnderItsDocumentedKey) {
  const Evidence e{.sentence = "s",
                   .subject = {"n", "person", "j", "d", "r", "employee", "active", "m"},
                   .entitlement = {"SELECT on t",
                                   "shop",
                                   "SELECT",
                                   "read",
                                   {"customer_email"},
                                   {"customers' e-mail addresses"},
                                   true},
                   .how = {.usability = "usable",
                           .since = "2025-01-01",
                           .grant_option = true,
                           .direct_only = true,
                           .independent_paths = 2,
                           .path = {{"a is b", "hr"}},
                           .places = {{"person", "a"}, {"account", "b"}},
                           .steps = {"is"},
                           .missing = {"x"}},
                   .use = {"not used", "never", "2025-01-01", "2026-01-01", "person"},
                   .holders = 3,
                   .population = 41,
                   .findings = {{sha256("f"), "a/b", "low one", Severity::low, true},
                                {sha256("g"), "c/d", "high one", Severity::high, false}},
                   .not_evaluable = {{.rule = "r", .reason = "code", .detail = "words"}},
                   .revoke = {.edges = {edge("k")},
                              .consequence = "c",
                              .losses = {"l"},
                              .other_people = 1,
                              .why_no_cut = "w"},
                   .reviewer_name = "lead",
                   .why_reviewer = "manager",
                   .snapshot = 4,
                   .as_of = 1'767'225'600'000};
  const Json expected =
      parse_json(R"({
    "sentence": "s",
    "subject": {"name": "n", "kind": "person", "job": "j", "department": "d", "region": "r", "employment": "employee",
                "status": "active", "manager": "m"},
    "entitlement": {"name": "SELECT on t", "source": "shop", "privilege": "SELECT", "action": "read",
                    "categories": ["customer_email"], "category_names": ["customers' e-mail addresses"], "unclassified_part": true},
    "how": {"usability": "usable", "since": "2025-01-01", "grant_option": true, "direct_only": true,
            "independent_paths": 2, "path": [{"text": "a is b", "source": "hr"}],
            "places": [{"kind": "person", "name": "a"}, {"kind": "account", "name": "b"}], "steps": ["is"], "missing": ["x"]},
    "use": {"words": "not used", "last_used": "never", "observed_from": "2025-01-01", "observed_to": "2026-01-01", "attribution": "person"},
    "peers": {"holders": 3, "population": 41},
    "findings": [
      {"fingerprint": ")" +
                     to_hex(sha256("g")) +
                     R"(", "rule": "c/d", "severity": "high", "sentence": "high one", "waived": false},
      {"fingerprint": ")" +
                     to_hex(sha256("f")) +
                     R"(", "rule": "a/b", "severity": "low", "sentence": "low one", "waived": true}],
    "not_evaluable": [{"rule": "r", "reason": "code", "detail": "words"}],
    "revoke": {"edges": [{"what": "remove k", "source": "shop", "statement": "", "inverse": ""}], "consequence": "c",
               "losses": ["l"], "other_people": 1, "why_no_cut": "w"},
    "reviewer": {"name": "lead", "why": "manager"},
    "snapshot": {"no": 4, "as_of": "2026-01-01T00:00:00Z"}})",
                 "expected");
  EXPECT_EQ(to_json(e), expected);
}

}  // namespace
}  // namespace reeve
