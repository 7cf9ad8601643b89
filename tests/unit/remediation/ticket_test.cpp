#include <set>

#include <gtest/gtest.h>

#include "engine/model/facts.h"
#include "engine/remediation/retry.h"
#include "engine/remediation/ticket_text.h"

namespace reeve {
namespace {

constexpr UtcMillis kNow = 1'767'225'600'000;  // 2026-01-01

Removal removal() {
  return {.id = "r1",
          .campaign_id = "c1",
          .edge = {.source = "shop",
                   .section = Section::membership,
                   .edge_key = edge_key(MembershipFact{.member_key = "ana", .container_key = "crm"})},
          .what = "remove ana from crm in shop",
          .statement = "REVOKE \"crm\" FROM \"ana\"",
          .inverse = "GRANT \"crm\" TO \"ana\"",
          .consequence = "ends 2 accesses of Ana Lopes",
          .decided_by = "Bo Kim",
          .decided_at = kNow};
}

TicketOccasion occasion(Confidentiality confidentiality) {
  return {.company = "Bazaar",
          .campaign_name = "Quarter 1",
          .due = kNow + 7LL * 86'400'000,
          .link = "https://reeve.example",
          .confidentiality = confidentiality};
}

TEST(TicketText, NamesNobodyButTheAccountUnlessTheSinkIsConfidential) {
  Removal r = removal();
  r.consequence = "remove ana from crm. That ends 2 accesses: Ana Lopes: SELECT on a, Kim Bell: SELECT on b.";
  const TicketText text = ticket_text(r, {.idempotency_key = "reeve-1"}, occasion(Confidentiality::internal));
  EXPECT_NE(text.body.find("Decided: on 2026-01-01 in \"Quarter 1\", Bazaar\n"), std::string::npos);
  EXPECT_NE(text.body.find("What else changes:\nremove ana from crm. That ends 2 accesses.\n"),
            std::string::npos);
  for (const char* name : {"Bo Kim", "Ana Lopes", "Kim Bell"}) {
    EXPECT_EQ(text.body.find(name), std::string::npos) << name;
    EXPECT_EQ(text.fields.dump().find(name), std::string::npos) << name;
  }
}

TEST(TicketText, SaysWhatToDoAndHowToUndoIt) {
  const TicketText text =
      ticket_text(removal(), {.idempotency_key = "reeve-1"}, occasion(Confidentiality::confidential));
  EXPECT_EQ(text.idempotency_key, "reeve-1");
  EXPECT_EQ(text.title, "Access review: remove ana from crm in shop");
  EXPECT_EQ(
      text.body,
      "An access review decided that this access has to go.\n\n"
      "What: remove ana from crm in shop\n"
      "Where: shop (membership)\n"
      "Decided: by Bo Kim on 2026-01-01 in \"Quarter 1\", Bazaar\n"
      "Until: 2026-01-08\n\n"
      "To remove it:\nREVOKE \"crm\" FROM \"ana\"\n\n"
      "To bring it back, should that be necessary:\nGRANT \"crm\" TO \"ana\"\n\n"
      "What else changes:\nends 2 accesses of Ana Lopes\n\n"
      "Nothing has to be reported back: the next complete read of shop shows whether the access is gone.\n\n"
      "More: https://reeve.example\nReference: reeve-1\n");
  EXPECT_EQ(text.fields, Json({{"removal", "r1"},
                               {"campaign", "c1"},
                               {"source", "shop"},
                               {"section", "membership"},
                               {"edge", {"ana", "crm"}},
                               {"what", "remove ana from crm in shop"},
                               {"statement", "REVOKE \"crm\" FROM \"ana\""},
                               {"inverse", "GRANT \"crm\" TO \"ana\""},
                               {"consequence", "ends 2 accesses of Ana Lopes"},
                               {"decided_by", "Bo Kim"},
                               {"decided_at", "2026-01-01T00:00:00Z"},
                               {"due", "2026-01-08"},
                               {"link", "https://reeve.example"}}));
}

TEST(TicketText, WithoutAStatementSaysItInWords) {
  Removal r = removal();
  r.statement.clear();
  r.inverse.clear();
  r.consequence.clear();
  EXPECT_NE(ticket_text(r, {.idempotency_key = "k"}, occasion(Confidentiality::internal))
                .body.find("To remove it:\nremove ana from crm in shop\n\nNothing has"),
            std::string::npos);
}

TEST(IdempotencyKey, DependsOnEdgeCampaignSinkAndRoundOnly) {
  const std::string key = idempotency_key(removal(), "jira");
  Removal same = removal();
  same.id = "another";
  same.decided_by = "somebody";
  EXPECT_EQ(idempotency_key(same, "jira"), key);
  std::set<std::string> keys{key, idempotency_key(removal(), "mail"), idempotency_key(removal(), "jira", 2)};
  Removal other = removal();
  other.campaign_id = "c2";
  keys.insert(idempotency_key(other, "jira"));
  other = removal();
  other.edge.edge_key += "x";
  keys.insert(idempotency_key(other, "jira"));
  other = removal();
  other.edge.source += "x";
  keys.insert(idempotency_key(other, "jira"));
  other = removal();
  other.edge.section = Section::grant;
  keys.insert(idempotency_key(other, "jira"));
  EXPECT_EQ(keys.size(), 7U);
  EXPECT_EQ(key.size(), 38U);
}

TEST(Retry, WaitsLongerEachTimeAndGivesUpInTheEnd) {
  constexpr UtcMillis kMinute = 60'000;
  Ticket ticket{.id = "t"};
  for (const UtcMillis wait : {1, 5, 15, 60, 240, 720, 1440}) {
    ticket = after_failure(ticket, "no answer", kNow);
    EXPECT_EQ(ticket.state, TicketState::pending);
    EXPECT_EQ(ticket.next_attempt, kNow + wait * kMinute);
  }
  ticket = after_failure(ticket, "still no answer", kNow);
  EXPECT_EQ(ticket.state, TicketState::dead);
  EXPECT_EQ(ticket.attempts, kMostAttempts);
  EXPECT_EQ(ticket.last_error, "still no answer");
}

}  // namespace
}  // namespace reeve
