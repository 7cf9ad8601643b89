// Accounts that nobody answers for.
#include "cli/demo/storyteller.h"

namespace reeve::demo {
namespace {

std::string add_loose_account(Storyteller& teller, std::string_view source, const std::string& key,
                              AccountKind kind, const std::string& role) {
  Draft& draft = teller.draft();
  PrincipalFact fact;
  fact.key = fact.display_name = key;
  fact.account_kind = kind;
  fact.enabled = TriState::yes;
  fact.last_sign_in = draft.days_ago(2);
  fact.valid_until = MaybeTime::never();
  add_account(draft, source, std::move(fact));
  add_member(draft.source(source), key, role, draft.days_ago(500));
  return key;
}

PrincipalFact& account_named(Draft& draft, const std::string& source, const std::string& key) {
  return draft.source(source).accounts[draft.account_places.at({source, key})];
}

void plant_account(Storyteller& teller, std::string_view code, const std::string& source,
                   const std::string& key) {
  teller.plant(rule::kUnowned, code, principal_key(source, key));
  teller.draft().company.key.stories.back().footing.accounts.push_back({source, key});
}

const IdentityFact& long_gone(Storyteller& teller) {
  std::vector<const IdentityFact*> left;
  for (const IdentityFact& identity : teller.draft().company.hr.identities) {
    if (identity.status == IdentityStatus::left) left.push_back(&identity);
  }
  return *teller.random().pick(left);
}

}  // namespace

void tell_unowned(Storyteller& teller) {
  Draft& draft = teller.draft();
  const std::string region(code_of(kRegions[teller.random().below(kRegions.size())]));

  teller.begin("pool_account", "A support account without a person, passed from hand to hand");
  const std::string pool = add_loose_account(teller, "tools", teller.numbered("agent-pool"),
                                             AccountKind::person, "crm-agent-" + region);
  plant_account(teller, "uncorrelated", "tools", pool);
  const std::string trainee = add_loose_account(teller, "tools", teller.numbered("old-trainee"),
                                                AccountKind::person, "crm-agent-" + region);
  account_named(draft, "tools", trainee).enabled = TriState::no;
  teller.near_miss(rule::kUnowned, principal_key("tools", trainee), "", "the account is disabled");
  const std::string lobby = add_loose_account(teller, "tools", teller.numbered("lobby-screen"),
                                              AccountKind::person, "intranet-reader");
  teller.near_miss(rule::kUnowned, principal_key("tools", lobby), "",
                   "the account reaches nothing classified");

  teller.begin("orphaned_service", "A service account whose owner has left");
  const std::string service = add_loose_account(teller, "shop", teller.numbered("svc_recommender"),
                                                AccountKind::service, region + "_orders_read");
  const IdentityFact& owner = long_gone(teller);
  account_named(draft, "shop", service).owner_key = owner.email;
  draft.company.key.stories.back().footing.people.push_back(owner.key);
  plant_account(teller, "orphaned", "shop", service);
  teller.near_miss(rule::kUnowned, principal_key("shop", "svc_crm_" + region), "", "its owner works here");

  teller.begin("ownerless", "Shared and service accounts that nobody answers for");
  const std::string desk = add_loose_account(teller, "tools", teller.numbered("night-desk"),
                                             AccountKind::shared, "orders-viewer-" + region);
  plant_account(teller, "shared_without_owner", "tools", desk);
  teller.plant(rule::kShared, "shared", principal_key("tools", desk));
  const std::string nightly = add_loose_account(teller, "shop", teller.numbered("svc_nightly_export"),
                                                AccountKind::service, region + "_sales_read");
  plant_account(teller, "service_without_owner", "shop", nightly);
}

}  // namespace reeve::demo
