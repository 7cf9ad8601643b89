// The company while it is being invented, and the words in which its parts are written down.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "cli/demo/company.h"
#include "cli/demo/jobs.h"
#include "cli/demo/random.h"

namespace reeve::demo {

struct Person {
  std::size_t place = 0;  // in Company::hr.identities
  const Job* job = nullptr;
  Region region = Region::emea;
  std::string login;   // "ana.lopes"
  bool taken = false;  // plays a part in a story; in one only
};

struct Draft {
  Company company;
  std::vector<Person> people;
  std::map<SourceKey, std::size_t> account_places;  // in SourceFacts::accounts
  // Accounts whose requests nobody approved, or for a time that is over; resources, groups and roles without
  // somebody who answers for them.
  std::set<SourceKey> not_approved, approval_over, nobodys;

  explicit Draft(const CompanySpec& spec) { company.spec = spec; }

  MaybeTime days_ago(int days) const { return MaybeTime::at(company.spec.as_of - days * kDay); }
  MaybeTime in_days(int days) const { return days_ago(-days); }
  Random random(std::string_view stream) const { return Random(company.spec.seed, stream); }
  SourceFacts& source(std::string_view name);
  IdentityFact& identity(const Person& person) { return company.hr.identities[person.place]; }
};

// Stable keys, as findings use them.
std::string subject_key(Draft& draft, const Person& person);
std::string principal_key(std::string_view source, std::string_view principal);
std::string resource_key(std::string_view source, std::string_view resource);
std::string entitlement_key(std::string_view source, std::string_view resource, std::string_view privilege);

// The person's account in the source; made where there is none. The reference holds until the next account.
PrincipalFact& account(Draft& draft, const Person& person, std::string_view source);
std::string account_key(const Person& person, std::string_view source);
PrincipalFact& add_account(Draft& draft, std::string_view source, PrincipalFact fact);

// The person's account, made where there is none, becomes a member of the role.
MembershipFact& give_role(Draft& draft, const Person& person, std::string_view source, std::string_view role,
                          int days_ago);
// A group or role; `parts` are the groups and roles whose members have it all at once.
void add_role(SourceFacts& source, PrincipalKind kind, std::string_view key,
              std::string_view display_name = {});
MembershipFact& add_member(SourceFacts& source, std::string_view member, std::string_view container,
                           MaybeTime granted_at);
ResourceFact& add_resource(SourceFacts& source, ResourceKind kind, std::string_view key,
                           std::string_view parent, std::string_view region);
GrantFact& add_grant(SourceFacts& source, std::string_view principal, std::string_view resource,
                     std::string_view privilege, Action action, MaybeTime granted_at);

// Days for which the person has had her present job.
int days_in_job(Draft& draft, const Person& person);

}  // namespace reeve::demo
