#include "cli/demo/draft.h"

#include <cassert>

#include "engine/core/text.h"

namespace reeve::demo {

SourceFacts& Draft::source(std::string_view name) {
  for (SourceFacts* source : {&company.hr, &company.directory, &company.shop, &company.tools}) {
    if (source->name == name) return *source;
  }
  assert(!"a source of the company");
  return company.hr;
}

std::string subject_key(Draft& draft, const Person& person) {
  return join_key({draft.company.hr.name, "identity", draft.identity(person).key});
}

std::string principal_key(std::string_view source, std::string_view principal) {
  return join_key({source, "principal", principal});
}

std::string resource_key(std::string_view source, std::string_view resource) {
  return join_key({source, "resource", resource});
}

std::string entitlement_key(std::string_view source, std::string_view resource, std::string_view privilege) {
  return join_key({source, "resource", resource, privilege});
}

std::string account_key(const Person& person, std::string_view source) {
  if (source != "shop") return person.login;
  std::string key = person.login;
  for (char& c : key) c = c == '.' ? '_' : c;
  return key;
}

PrincipalFact& add_account(Draft& draft, std::string_view source, PrincipalFact fact) {
  SourceFacts& facts = draft.source(source);
  fact.kind = PrincipalKind::account;
  draft.account_places[{std::string(source), fact.key}] = facts.accounts.size();
  return facts.accounts.emplace_back(std::move(fact));
}

PrincipalFact& account(Draft& draft, const Person& person, std::string_view source) {
  const std::string key = account_key(person, source);
  const auto found = draft.account_places.find({std::string(source), key});
  if (found != draft.account_places.end()) return draft.source(source).accounts[found->second];
  const IdentityFact& identity = draft.identity(person);
  PrincipalFact fact;
  fact.key = key;
  fact.display_name = key;
  fact.account_kind = AccountKind::person;
  fact.enabled = TriState::yes;
  fact.last_sign_in = draft.days_ago(1 + static_cast<int>(person.place % 9));
  fact.valid_until = MaybeTime::never();
  fact.email = identity.email;
  fact.person_name = identity.display_name;
  if (source == "directory" && person.place % 10 != 0) fact.employee_number = identity.employee_number;
  return add_account(draft, source, std::move(fact));
}

MembershipFact& give_role(Draft& draft, const Person& person, std::string_view source, std::string_view role,
                          int days_ago) {
  const std::string member = account(draft, person, source).key;
  return add_member(draft.source(source), member, role, draft.days_ago(days_ago));
}

void add_role(SourceFacts& source, PrincipalKind kind, std::string_view key, std::string_view display_name) {
  PrincipalFact fact;
  fact.key = key;
  fact.display_name = display_name.empty() ? key : display_name;
  fact.kind = kind;
  source.principals.push_back(std::move(fact));
}

MembershipFact& add_member(SourceFacts& source, std::string_view member, std::string_view container,
                           MaybeTime granted_at) {
  MembershipFact fact;
  fact.member_key = member;
  fact.container_key = container;
  fact.granted_at = granted_at;
  fact.valid_until = MaybeTime::never();
  return source.memberships.emplace_back(std::move(fact));
}

ResourceFact& add_resource(SourceFacts& source, ResourceKind kind, std::string_view key,
                           std::string_view parent, std::string_view region) {
  ResourceFact fact;
  fact.key = key;
  fact.parent_key = parent;
  fact.display_name = key;
  fact.kind = kind;
  fact.region = region;
  fact.environment = "production";
  return source.resources.emplace_back(std::move(fact));
}

GrantFact& add_grant(SourceFacts& source, std::string_view principal, std::string_view resource,
                     std::string_view privilege, Action action, MaybeTime granted_at) {
  GrantFact fact;
  fact.principal_key = principal;
  fact.resource_key = resource;
  fact.privilege = privilege;
  fact.action = action;
  fact.granted_at = granted_at;
  fact.valid_until = MaybeTime::never();
  return source.grants.emplace_back(std::move(fact));
}

int days_in_job(Draft& draft, const Person& person) {
  return static_cast<int>((draft.company.spec.as_of - draft.identity(person).job_since.value()) / kDay);
}

}  // namespace reeve::demo
