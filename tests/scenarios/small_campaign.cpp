#include "tests/scenarios/small_campaign.h"

#include "engine/model/facts.h"
#include "tests/support/publish_run.h"
#include "tests/support/publish_snapshot.h"

namespace reeve::test {
namespace {

CaseDraft draft(const Actor& reviewer, const std::string& subject, const std::string& entitlement,
                const std::vector<CardEdge>& edges) {
  CaseDraft d;
  d.content = {.subject_key = subject,
               .subject_name = subject,
               .entitlement_key = entitlement,
               .entitlement_name = entitlement,
               .categories = {"customer_email"}};
  d.reviewer_key = reviewer.key;
  d.evidence.sentence = subject + " has " + entitlement;
  d.evidence.reviewer_name = reviewer.name;
  d.evidence.why_reviewer = "manager";
  d.evidence.revoke.edges = edges;
  d.evidence.revoke.consequence = "ends what " + subject + " has";
  if (edges.empty()) d.evidence.revoke.why_no_cut = "an owner's right cannot be revoked";
  return d;
}

CampaignContent content(const Actor& ana, const Actor& dana) {
  CaseDraft flagged = draft(ana, "bo", "SELECT on mails", {membership_edge("bo", "crm")});
  flagged.content.flagged = true;
  flagged.content.risk = Severity::high;
  CaseDraft wide = draft(dana, "di", "SELECT on names", {membership_edge("di", "team")});
  wide.ends = {{"bo", "SELECT on mails"}};
  FrozenCases frozen = freeze({flagged, draft(ana, "bo", "SELECT on names", {membership_edge("bo", "crm")}),
                               draft(ana, "cy", "SELECT on mails", {membership_edge("cy", "own")}),
                               draft(ana, "cy", "owner of mails", {}), wide});
  Campaign campaign{
      .id = SmallCampaign::kId,
      .name = "quarterly",
      .snapshot = 1,
      .opened_by = "root on command line",
      .opened_at = SmallCampaign::kOpened,
      .deadline = SmallCampaign::kOpened + 14 * kDay,
      .definition = to_json(CampaignDefinition{.name = "quarterly", .title = "Quarterly review"}),
      .scope = to_json(ScopeFigures{.accesses = 5, .cases = 5})};
  return {std::move(campaign), std::move(frozen.cards), std::move(frozen.cases),
          std::move(frozen.work_items)};
}

// The people who decide, each with an e-mail, and an account of one of them.
void publish_people(Store& store) {
  const SyncRun run =
      publish_run(store, "people", "hr",
                  {IdentityFact{.key = "ana", .display_name = "Ana Lopes", .email = "ana@bazaar.example"},
                   IdentityFact{.key = "dana", .display_name = "Dana Roy", .email = "dana@bazaar.example"},
                   IdentityFact{.key = "kim", .display_name = "Kim Bell", .email = "kim@bazaar.example"},
                   PrincipalFact{.key = "alopes"}});
  DerivedRun derived;
  derived.owners.push_back({.principal = {run.no, 0},
                            .state = OwnerState::correlated,
                            .identity = FactRef{run.no, 0},
                            .rule = "e-mail",
                            .confidence = 100});
  publish_snapshot(
      store,
      {.id = "0199f000-0000-7000-8000-000000000000", .as_of = SmallCampaign::kOpened, .runs = {run.no}},
      derived);
}

}  // namespace

SmallCampaign::SmallCampaign(int sinks) {
  context.clock = &clock;
  context.progress = &progress;
  context.acting_user = "root on command line";
  context.config.company = "Bazaar";
  for (int i = 0; i < sinks; ++i) {
    context.config.ticket_sinks.push_back({.name = "sink" + std::to_string(i), .kind = "test"});
  }
  publish_people(store);
  store.open_campaign(content(ana, dana));
}

std::vector<std::string> SmallCampaign::standing() {
  std::vector<std::string> lines;
  const CampaignContent now = store.campaign(kId);
  for (const auto& [no, d] : standing_decisions(now.work_items, store.decisions(kId))) {
    lines.push_back(std::to_string(no) + " " + std::string(to_string(d.kind)) + " " +
                    split_key(d.by_key).back());
  }
  return lines;
}

CardEdge membership_edge(const std::string& member, const std::string& container) {
  const MembershipFact fact{.member_key = member, .container_key = container};
  return {.edge = {.source = "shop", .section = Section::membership, .edge_key = edge_key(fact)},
          .what = "remove " + member + " from " + container + " in shop",
          .statement = "REVOKE \"" + container + "\" FROM \"" + member + "\"",
          .inverse = "GRANT \"" + container + "\" TO \"" + member + "\"",
          .seen_in = 1,
          .scope_digest = sha256("all roles")};
}

}  // namespace reeve::test
