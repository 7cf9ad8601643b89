#include "cli/demo/company.h"

#include <algorithm>

#include "cli/demo/draft.h"
#include "cli/demo/logs.h"
#include "cli/demo/people.h"
#include "cli/demo/storyteller.h"
#include "cli/demo/systems.h"
#include "engine/core/error.h"

namespace reeve::demo {
namespace {

// What no log tells although nothing is wrong: the way to the right leads through another source.
void note_unjudged(Draft& draft) {
  for (const Person& person : draft.people) {
    const IdentityStatus status = draft.identity(person).status;
    if (status == IdentityStatus::left || status == IdentityStatus::future) continue;
    const bool investigates = person.job->title == "Trust and Safety Investigator";
    if (!investigates && person.job->title != "Financial Controller") continue;
    const std::string_view pattern = investigates ? "shop.{r}.review_authors" : "shop.{r}.seller_sales";
    draft.company.key.unjudged.push_back(
        {std::string(rule::kUnused), subject_key(draft, person),
         entitlement_key("shop", in_region(pattern, person.region), "SELECT")});
  }
}

std::string data_protection_officer(const Draft& draft) {
  for (const Person& person : draft.people) {
    if (person.job->title == "Data Protection Officer")
      return draft.company.hr.identities[person.place].email;
  }
  return {};
}

}  // namespace

Company invent_company(const CompanySpec& spec) {
  if (spec.people < kFewestPeople) {
    throw Error(ErrorCode::usage, "a company of `" + std::to_string(spec.people) +
                                      "` people is too small for its stories; use --people " +
                                      std::to_string(kFewestPeople) + " or more");
  }
  Draft draft(spec);
  draft.company.name = "Tamarind Market";
  draft.company.hr.name = "hr";
  draft.company.directory.name = "directory";
  draft.company.shop.name = "shop";
  draft.company.tools.name = "tools";
  hire_people(draft);
  draft.company.campaign_owner = data_protection_officer(draft);
  build_directory(draft);
  build_shop(draft);
  build_tools(draft);
  bind_sources(draft);
  give_job_roles(draft);
  note_unjudged(draft);
  tell_stories(draft);
  name_stewards(draft);
  write_usage(draft);
  write_approvals(draft);
  return std::move(draft.company);
}

}  // namespace reeve::demo
