#include <algorithm>

#include "cli/demo/systems.h"

namespace reeve::demo {
namespace {

void give(Draft& draft, Random& random, const Person& person, const JobRole& role) {
  const int since = std::max(days_in_job(draft, person) - random.between(0, 5), 1);
  for (const Region region : kRegions) {
    const bool shared = role.role.find("{r}") == std::string_view::npos;
    if (region != person.region && (shared || !role.everywhere)) continue;
    give_role(draft, person, role.source, in_region(role.role, region), since);
  }
}

void give_everything(Draft& draft, Random& random, const Person& person) {
  for (const JobRole& role : job_roles()) {
    if (role.job == person.job->title) give(draft, random, person, role);
  }
}

// Who has left signed in last on the last day; who is on leave, some weeks ago.
void disable_accounts(Draft& draft, const Person& person) {
  const IdentityFact& identity = draft.identity(person);
  const bool left = identity.status == IdentityStatus::left;
  for (const std::string_view source : {"shop", "tools"}) {
    const auto found = draft.account_places.find({std::string(source), account_key(person, source)});
    if (found == draft.account_places.end()) continue;
    PrincipalFact& fact = draft.source(source).accounts[found->second];
    fact.enabled = TriState::no;
    fact.last_sign_in = left ? identity.end : draft.days_ago(25);
  }
}

}  // namespace

void give_job_roles(Draft& draft) {
  Random random = draft.random("job roles");
  for (const Person& person : draft.people) {
    const IdentityStatus status = draft.identity(person).status;
    if (status == IdentityStatus::future) continue;
    if (status == IdentityStatus::left && random.percent(50)) continue;  // cleaned up when she left
    give_everything(draft, random, person);
    if (status == IdentityStatus::left || status == IdentityStatus::leave) disable_accounts(draft, person);
  }
}

void bind_sources(Draft& draft) {
  SourceFacts& directory = draft.company.directory;
  for (const Region region : kRegions) {
    const std::string investigations = in_region("trust-investigations-{r}", region);
    const std::string fulfilment = in_region("fulfilment-orders-{r}", region);
    add_role(directory, PrincipalKind::group, investigations);
    add_role(directory, PrincipalKind::group, fulfilment);
    draft.company.bindings.push_back(
        {"directory", investigations, "shop", in_region("{r}_review_authors_read", region)});
    draft.company.bindings.push_back(
        {"directory", fulfilment, "tools", in_region("orders-viewer-{r}", region)});
    draft.company.bindings.push_back(
        {"tools", in_region("sales-studio-{r}", region), "shop", in_region("svc_sales_studio_{r}", region)});
  }
  for (const Person& person : draft.people) {
    const IdentityStatus status = draft.identity(person).status;
    if (person.job->title != "Trust and Safety Investigator" || status == IdentityStatus::future ||
        status == IdentityStatus::left) {
      continue;
    }
    give_role(draft, person, "directory", in_region("trust-investigations-{r}", person.region),
              days_in_job(draft, person));
  }
}

}  // namespace reeve::demo
