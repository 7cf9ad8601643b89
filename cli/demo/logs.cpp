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

namespace {

// Groups of the directory that open something in another source, with those nested in them.
bool opens_something(const Draft& draft, const Belonging& belonging, const std::string& group) {
  const std::set<std::string> above = belonging.of(group);
  return std::ranges::any_of(draft.company.bindings, [&](const Binding& binding) {
    return binding.source == "directory" && above.contains(binding.principal);
  });
}

class RequestBook {
 public:
  explicit RequestBook(Draft& draft) : draft_(draft), random_(draft.random("approvals")) {
    for (const Person& person : draft.people) {
      for (const std::string_view source : {"directory", "shop", "tools"})
        people_[{std::string(source), account_key(person, source)}] = &draft.identity(person);
    }
  }

  void add(SourceFacts& source, const std::string& account, const std::string& target,
           const std::string& privilege, MaybeTime granted) {
    const SourceKey key{source.name, account};
    const auto person = people_.find(key);
    if (person == people_.end() || draft_.not_approved.contains(key)) return;
    const bool unlimited = random_.percent(60);
    ApprovalFact fact;
    fact.request = "REQ-" + std::to_string(++number_);
    fact.subject_key = account;
    fact.target_key = target;
    fact.privilege = privilege;
    fact.approver_key = person->second->manager_key;
    fact.purpose = "needed for the work as " + person->second->job;
    fact.from = granted;
    fact.until = unlimited ? MaybeTime::never() : draft_.in_days(random_.between(30, 700));
    if (draft_.approval_over.contains(key)) fact.until = draft_.days_ago(random_.between(1, 20));
    source.approvals.push_back(std::move(fact));
  }

 private:
  Draft& draft_;
  Random random_;
  std::map<SourceKey, const IdentityFact*> people_;
  int number_ = 4000;
};

}  // namespace

void write_approvals(Draft& draft) {
  RequestBook book(draft);
  const Belonging directory(draft.company.directory);
  for (SourceFacts* source : {&draft.company.directory, &draft.company.shop, &draft.company.tools}) {
    for (const MembershipFact& fact : source->memberships) {
      if (source == &draft.company.directory && !opens_something(draft, directory, fact.container_key))
        continue;
      book.add(*source, fact.member_key, fact.container_key, "", fact.granted_at);
    }
    for (const GrantFact& grant : source->grants)
      book.add(*source, grant.principal_key, grant.resource_key, grant.privilege, grant.granted_at);
  }
}

}  // namespace reeve::demo
