// Findings that somebody accepted, for a time.
#include "cli/demo/storyteller.h"

namespace reeve::demo {
namespace {

PlannedWaiver& accept(Storyteller& teller, const Person& person, const std::string& entitlement,
                      int from_days_ago, int until_days_ago) {
  Draft& draft = teller.draft();
  PlannedWaiver waiver;
  waiver.rule = rule::kMatrix;
  waiver.subject_key = subject_key(draft, person);
  waiver.entitlement_key = entitlement;
  waiver.reason = "tests the new contacts application with real cases";
  waiver.compensating_control = "every look-up is read by the team lead once a week";
  waiver.requested_by = draft.identity(person).email;
  waiver.approved_by = draft.company.campaign_owner;
  waiver.from = draft.days_ago(from_days_ago).value();
  waiver.until = draft.days_ago(until_days_ago).value();
  return draft.company.waivers.emplace_back(std::move(waiver));
}

std::string contacts(const Person& person) {
  return entitlement_key("tools", in_region("crm/contacts-{r}", person.region), "view");
}

Person& tester(Storyteller& teller) {
  Person& person = teller.take("Quality Engineer");
  teller.give(person, "tools", in_region("crm-agent-{r}", person.region), 160);
  return person;
}

}  // namespace

void tell_waivers(Storyteller& teller) {
  Draft& draft = teller.draft();
  teller.begin("waiver_expired", "What was accepted for half a year is still there");
  Person& expired = tester(teller);
  accept(teller, expired, contacts(expired), 190, 10);
  teller.plant(rule::kMatrix, "not_authorised", subject_key(draft, expired), contacts(expired));
  teller.plant(rule::kWaiverExpired, "expired", subject_key(draft, expired), contacts(expired));
  teller.rests_on(expired, "tools");
  teller.rests_on_resource("tools", in_region("crm/contacts-{r}", expired.region));

  Person& valid = tester(teller);
  accept(teller, valid, contacts(valid), 80, -100);
  teller.plant_waived(rule::kMatrix, "not_authorised", subject_key(draft, valid), contacts(valid));
  teller.near_miss(rule::kWaiverExpired, valid, contacts(valid), "the waiver is valid");
  teller.rests_on(valid, "tools");

  Person& gone = teller.take("HR Specialist");
  teller.give(gone, "tools", in_region("crm-agent-{r}", gone.region), 500).valid_until = draft.days_ago(30);
  accept(teller, gone, contacts(gone), 300, 20);
  teller.near_miss(rule::kWaiverExpired, gone, contacts(gone), "what was accepted is gone");
}

}  // namespace reeve::demo
