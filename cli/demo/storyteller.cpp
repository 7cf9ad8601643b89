#include "cli/demo/storyteller.h"

#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve::demo {

Storyteller::Storyteller(Draft& draft, int round)
    : draft_(draft), round_(round), random_(draft.random("stories " + std::to_string(round))) {}

std::string Storyteller::numbered(std::string_view name) const {
  return std::string(name) + "-" + std::to_string(round_);
}

void Storyteller::begin(std::string_view id, std::string_view title, std::string_view resembles) {
  Story story;
  story.id = numbered(id);
  story.title = title;
  story.resembles = resembles;
  draft_.company.key.stories.push_back(std::move(story));
}

Person& Storyteller::take(std::string_view job) {
  const auto first = random_.below(kRegions.size());
  return take(job, kRegions[first]);
}

Person& Storyteller::take(std::string_view job, Region region) {
  std::vector<Person*> free;
  for (Person& person : draft_.people) {
    const IdentityFact& identity = draft_.identity(person);
    if (person.job->title == job && person.region == region && !person.taken &&
        identity.status == IdentityStatus::active && identity.employment == Employment::employee) {
      free.push_back(&person);
    }
  }
  if (free.empty()) {
    throw Error(ErrorCode::internal,
                "the invented company has nobody left for the part of a " + std::string(job));
  }
  Person& person = *random_.pick(free);
  person.taken = true;
  // What a story gives her came with the job, unless the story says otherwise.
  draft_.identity(person).job_since = draft_.identity(person).start;
  return person;
}

Region Storyteller::other_region(Region region) {
  const auto step = 1 + random_.below(kRegions.size() - 1);
  return kRegions[(static_cast<std::size_t>(region) + step) % kRegions.size()];
}

void Storyteller::rests_on(const Person& person, std::string_view account_source) {
  Footing& footing = draft_.company.key.stories.back().footing;
  footing.people.push_back(draft_.identity(person).key);
  footing.accounts.push_back({std::string(account_source), account_key(person, account_source)});
}

void Storyteller::rests_on_resource(std::string_view source, std::string_view key) {
  draft_.company.key.stories.back().footing.resources.push_back({std::string(source), std::string(key)});
}

void Storyteller::plant(std::string_view rule, std::string_view code, const std::string& subject,
                        const std::string& entitlement) {
  AnswerKey& key = draft_.company.key;
  key.planted.push_back(
      {key.stories.back().id, std::string(rule), std::string(code), subject, entitlement, false});
}

void Storyteller::plant_waived(std::string_view rule, std::string_view code, const std::string& subject,
                               const std::string& entitlement) {
  plant(rule, code, subject, entitlement);
  draft_.company.key.planted.back().waived = true;
}

void Storyteller::near_miss(std::string_view rule, const std::string& subject, const std::string& entitlement,
                            std::string_view why) {
  AnswerKey& key = draft_.company.key;
  key.near_misses.push_back(
      {key.stories.back().id, std::string(rule), subject, entitlement, std::string(why)});
}

void Storyteller::near_miss(std::string_view rule, const Person& person, const std::string& entitlement,
                            std::string_view why) {
  near_miss(rule, subject_key(draft_, person), entitlement, why);
}

void Storyteller::use_not_told(const Person& person, const std::string& entitlement) {
  draft_.company.key.unjudged.push_back(
      {std::string(rule::kUnused), subject_key(draft_, person), entitlement});
}

MembershipFact& Storyteller::give(const Person& person, std::string_view source, std::string_view role,
                                  int days_ago) {
  return give_role(draft_, person, source, role, days_ago);
}

void Storyteller::use(const Person& person, std::string_view source, std::string_view resource,
                      std::string_view privilege, ToldUse use) {
  UsageFact fact;
  fact.principal_key = account_key(person, source);
  fact.resource_key = resource;
  fact.privilege = privilege;
  fact.last_used = use.last_used < 0 ? MaybeTime::never() : draft_.days_ago(use.last_used);
  fact.observed_from = draft_.days_ago(use.covered_from);
  fact.observed_to = draft_.days_ago(0);
  fact.attribution = UsageAttribution::person;
  draft_.source(source).usages.push_back(std::move(fact));
}

void Storyteller::leave(Person& person, int days_ago, bool status_told) {
  IdentityFact& identity = draft_.identity(person);
  if (status_told) identity.status = IdentityStatus::left;
  identity.end = draft_.days_ago(days_ago);
  PrincipalFact& login = account(draft_, person, "directory");
  login.enabled = TriState::no;
  login.last_sign_in = identity.end;
}

int rounds_of(int people) { return 1 + people / 5000; }

void tell_stories(Draft& draft) {
  const int rounds = rounds_of(draft.company.spec.people);
  for (int round = 1; round <= rounds; ++round) {
    Storyteller teller(draft, round);
    tell_brokers(teller);
    tell_need_to_know(teller);
    tell_contracts_and_regions(teller);
    tell_toxic_pairs(teller);
    tell_leavers(teller);
    tell_unused(teller);
    tell_unowned(teller);
    tell_exposure(teller);
    tell_privilege(teller);
    tell_privileged(teller);
    tell_absence(teller);
    tell_approvals(teller);
    tell_owners(teller);
    tell_waivers(teller);
    if (round == rounds) tell_too_many_people(teller);
  }
}

}  // namespace reeve::demo
