#include "cli/demo/logs.h"

#include <algorithm>
#include <cstdio>
#include <set>
#include <tuple>

namespace reeve::demo {
namespace {

// All that the principal belongs to, itself included, whatever has ended.
class Belonging {
 public:
  explicit Belonging(const SourceFacts& source) {
    for (const MembershipFact& fact : source.memberships)
      above_[fact.member_key].push_back(fact.container_key);
  }

  std::set<std::string> of(const std::string& principal) const {
    std::set<std::string> seen{principal};
    std::vector<std::string> open{principal};
    while (!open.empty()) {
      const std::string next = std::move(open.back());
      open.pop_back();
      const auto found = above_.find(next);
      if (found == above_.end()) continue;
      for (const std::string& container : found->second) {
        if (seen.insert(container).second) open.push_back(container);
      }
    }
    return seen;
  }

 private:
  std::map<std::string, std::vector<std::string>> above_;
};

using UseKey = std::tuple<std::string, std::string, std::string>;  // account, resource, privilege

void write_usage_of(Draft& draft, SourceFacts& source, Random& random) {
  std::set<UseKey> told;
  for (const UsageFact& fact : source.usages)
    told.emplace(fact.principal_key, fact.resource_key, fact.privilege);
  std::map<std::string, std::vector<const GrantFact*>> grants;
  for (const GrantFact& grant : source.grants) {
    if (grant.action != Action::other) grants[grant.principal_key].push_back(&grant);
  }
  const Belonging belonging(source);
  for (const PrincipalFact& account : source.accounts) {
    for (const std::string& principal : belonging.of(account.key)) {
      const auto held = grants.find(principal);
      if (held == grants.end()) continue;
      for (const GrantFact* grant : held->second) {
        if (!told.emplace(account.key, grant->resource_key, grant->privilege).second) continue;
        UsageFact fact;
        fact.principal_key = account.key;
        fact.resource_key = grant->resource_key;
        fact.privilege = grant->privilege;
        fact.last_used = draft.days_ago(random.between(1, 20));
        fact.observed_from = draft.days_ago(400);
        fact.observed_to = draft.days_ago(0);
        fact.attribution =
            account.account_kind == AccountKind::person ? UsageAttribution::person : UsageAttribution::shared;
        source.usages.push_back(std::move(fact));
      }
    }
  }
}

}  // namespace

void write_usage(Draft& draft) {
  Random random = draft.random("usage");
  write_usage_of(draft, draft.company.shop, random);
  write_usage_of(draft, draft.company.tools, random);
}

void write_approvals(Draft& draft) {
  constexpr int kRequestsKept = 700;  // days
  Random random = draft.random("approvals");
  SourceFacts& tools = draft.company.tools;
  std::map<std::string, const IdentityFact*> people;
  for (const Person& person : draft.people) people[person.login] = &draft.identity(person);
  int number = 4000;
  for (const MembershipFact& membership : tools.memberships) {
    const auto person = people.find(membership.member_key);
    if (person == people.end() || person->second->manager_key.empty()) continue;
    const MaybeTime granted = membership.granted_at;
    if (granted < draft.days_ago(kRequestsKept) || !random.percent(70)) continue;
    ApprovalFact fact;
    fact.request = "REQ-" + std::to_string(++number);
    fact.subject_key = membership.member_key;
    fact.target_key = membership.container_key;
    fact.approver_key = person->second->manager_key;
    fact.purpose = "needed for the work as " + person->second->job;
    fact.from = granted;
    fact.until = MaybeTime::at(granted.value() + 1095 * kDay);
    tools.approvals.push_back(std::move(fact));
  }
}

}  // namespace reeve::demo
