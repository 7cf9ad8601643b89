// Rights that one person must not hold together.
#include "cli/demo/shop.h"
#include "cli/demo/storyteller.h"
#include "cli/demo/tools.h"

namespace reeve::demo {
namespace {

// The second right completes the pair, and the job has no purpose for it.
void plant_pair(Storyteller& teller, const Person& person, const std::string& resource,
                std::string_view privilege) {
  const std::string subject = subject_key(teller.draft(), person);
  teller.plant(rule::kMatrix, "not_authorised", subject, entitlement_key("tools", resource, privilege));
  teller.plant(rule::kToxicPair, "toxic_pair", subject);
  teller.rests_on(person, "tools");
  teller.rests_on_resource("tools", resource);
}

void suspend_and_restore(Storyteller& teller) {
  teller.begin("suspend_and_restore", "One person suspends sellers and restores them",
               "Marketplace bribery 2020");
  Person& person = teller.take("Seller Enforcement Specialist");
  teller.give(person, "tools", in_region("restorer-{r}", person.region), 150);
  plant_pair(teller, person, in_region("enforcement/sellers-{r}", person.region), "restore");

  Person& other = teller.take("Account Reinstatement Specialist");
  teller.give(other, "tools", in_region("enforcer-{r}", other.region), 400).valid_until =
      teller.draft().days_ago(20);
  teller.near_miss(rule::kToxicPair, other, "", "the second role has ended");
}

void customer_profile(Storyteller& teller) {
  teller.begin("customer_profile", "A planner sees orders and the customers' addresses");
  Person& person = teller.take("Logistics Planner");
  teller.give(person, "tools", in_region("crm-agent-{r}", person.region), 110);
  plant_pair(teller, person, in_region("crm/contacts-{r}", person.region), "view");

  Person& analyst = teller.take("Fraud Analyst");
  teller.near_miss(rule::kToxicPair, analyst, "", "the pair is accepted for fraud analysts");
}

void orders_interface(Storyteller& teller) {
  teller.begin("orders_interface", "A support agent reads orders through a programming interface",
               "Shopify 2020");
  Draft& draft = teller.draft();
  Person& person = teller.take("Support Agent");
  const std::string resource = teller.numbered(in_region("fulfilment/orders-api-{r}", person.region));
  add_capability(draft, "fulfilment", resource, "purchase_behaviour", name_of(person.region));
  const std::string role = teller.numbered(in_region("orders-api-client-{r}", person.region));
  add_role(draft.company.tools, PrincipalKind::role, role);
  add_grant(draft.company.tools, role, resource, "read_orders", Action::read, draft.days_ago(380));
  teller.give(person, "tools", role, 370);
  plant_pair(teller, person, resource, "read_orders");

  Person& investigator = teller.take("Trust and Safety Investigator");
  PrincipalFact second = account(draft, investigator, "tools");
  second.key = second.display_name = second.key + ".old";
  second.enabled = TriState::no;
  add_account(draft, "tools", second);
  add_member(draft.company.tools, second.key, in_region("moderator-{r}", investigator.region),
             draft.days_ago(1000));
  teller.near_miss(rule::kToxicPair, investigator, "", "the account that could hide reviews is disabled");
}

}  // namespace

void tell_toxic_pairs(Storyteller& teller) {
  suspend_and_restore(teller);
  customer_profile(teller);
  orders_interface(teller);
}

// A night shift of moderators in one region was put into the group that sees who wrote which review in
// another.
void tell_brokers(Storyteller& teller) {
  teller.begin("review_brokers", "Moderators of one region see who wrote which review in another",
               "Marketplace brokers 2018");
  Draft& draft = teller.draft();
  SourceFacts& directory = draft.company.directory;
  Person& first = teller.take("Senior Review Moderator");
  Person& second = teller.take("Senior Review Moderator", first.region);
  Person& third = teller.take("Review Moderator", first.region);
  const Region far = teller.other_region(first.region);
  const std::string shift = teller.numbered(in_region("review-night-shift-{r}", first.region));
  add_role(directory, PrincipalKind::group, shift);
  add_member(directory, shift, in_region("trust-investigations-{r}", far), draft.days_ago(260));
  const std::string view = shop_key(far, "review_authors");
  const std::string entitlement = entitlement_key("shop", view, "SELECT");
  for (Person* person : {&first, &second, &third}) {
    const std::string subject = subject_key(draft, *person);
    teller.give(*person, "directory", shift, 250);
    teller.plant(rule::kMatrix, "not_authorised", subject, entitlement);
    teller.plant(rule::kCrossRegion, "other_region", subject, entitlement);
    teller.plant(rule::kToxicPair, "toxic_pair", subject);
    teller.plant(rule::kJoined, "joined", subject);
    teller.use_not_told(*person, entitlement);
    teller.rests_on(*person, "directory");
  }
  teller.rests_on_resource("shop", shop_key(far, "reviews.customer_id"));

  Person& investigator = teller.take("Trust and Safety Investigator");
  const std::string own = entitlement_key("shop", shop_key(investigator.region, "review_authors"), "SELECT");
  teller.near_miss(rule::kMatrix, investigator, own, "the matrix lets investigators see reviewers");
  teller.near_miss(rule::kJoined, investigator, "", "the join is accepted for investigators");
  teller.near_miss(rule::kCrossRegion, investigator, own, "the reviews are of the own region");
}

}  // namespace reeve::demo
