// What contractors, vendors and interns hold, and who reaches customers of another region.
#include "cli/demo/shop.h"
#include "cli/demo/storyteller.h"

namespace reeve::demo {
namespace {

void set_contract(Storyteller& teller, Person& person, Employment employment) {
  IdentityFact& identity = teller.draft().identity(person);
  identity.employment = employment;
  identity.end = teller.draft().in_days(120);
}

void plant_for(Storyteller& teller, const Person& person, std::string_view rule, std::string_view code,
               std::string_view source, const std::string& resource, std::string_view privilege) {
  teller.plant(rule, code, subject_key(teller.draft(), person), entitlement_key(source, resource, privilege));
  teller.rests_on(person, source);
  teller.rests_on_resource(source, resource);
}

void outsourced_support(Storyteller& teller) {
  teller.begin("outsourced_support", "A vendor's support agent reads customers' contacts",
               "Coinbase 2024-25, AT&T 2015");
  Person& agent = teller.take("Support Agent");
  set_contract(teller, agent, Employment::vendor);
  plant_for(teller, agent, rule::kContractor, "beyond_contract", "tools",
            in_region("crm/contacts-{r}", agent.region), "view");

  Person& supervisor = teller.take("Warehouse Supervisor");
  set_contract(teller, supervisor, Employment::contractor);
  plant_for(teller, supervisor, rule::kContractor, "beyond_contract", "tools",
            in_region("fulfilment/orders-{r}", supervisor.region), "view");

  Person& intern = teller.take("Data Analyst");
  set_contract(teller, intern, Employment::intern);
  plant_for(teller, intern, rule::kContractor, "beyond_contract", "shop", shop_key(intern.region, "orders"),
            "SELECT");
  teller.near_miss(rule::kContractor, intern,
                   entitlement_key("shop", shop_key(intern.region, "search_log"), "SELECT"),
                   "interns may read search terms");

  Person& moderator = teller.take("Review Moderator");
  set_contract(teller, moderator, Employment::contractor);
  teller.near_miss(rule::kContractor, moderator,
                   entitlement_key("tools", in_region("moderation/reviews-{r}", moderator.region), "hide"),
                   "contractors may hide reviews");

  Person& gone_home = teller.take("Support Agent");
  set_contract(teller, gone_home, Employment::vendor);
  account(teller.draft(), gone_home, "tools").enabled = TriState::no;
  teller.near_miss(rule::kContractor, gone_home,
                   entitlement_key("tools", in_region("crm/contacts-{r}", gone_home.region), "view"),
                   "the account is disabled");
}

void customers_elsewhere(Storyteller& teller) {
  teller.begin("customers_elsewhere", "Staff of one region reach customers of another",
               "Marketplace brokers 2018");
  Person& agent = teller.take("Support Agent");
  const Region far = teller.other_region(agent.region);
  teller.give(agent, "tools", in_region("crm-agent-{r}", far), 90);
  plant_for(teller, agent, rule::kCrossRegion, "other_region", "tools", in_region("crm/contacts-{r}", far),
            "view");

  Person& analyst = teller.take("Fraud Analyst", Region::emea);
  teller.give(analyst, "shop", "amer_fraud", 200);
  for (const std::string_view table : {"customers", "orders", "seller_sales"}) {
    plant_for(teller, analyst, rule::kCrossRegion, "other_region", "shop", shop_key(Region::amer, table),
              "SELECT");
  }

  Person& scientist = teller.take("Data Scientist");
  const Region other = teller.other_region(scientist.region);
  teller.give(scientist, "shop", in_region("{r}_search_read", other), 45);
  plant_for(teller, scientist, rule::kCrossRegion, "other_region", "shop", shop_key(other, "search_log"),
            "SELECT");

  Person& night_shift = teller.take("Fraud Analyst", Region::amer);
  teller.give(night_shift, "shop", "emea_fraud", 200);
  teller.near_miss(rule::kCrossRegion, night_shift,
                   entitlement_key("shop", shop_key(Region::emea, "customers"), "SELECT"),
                   "the list of regions lets this job cross");
  Person& administrator = teller.take("Database Administrator");
  teller.near_miss(
      rule::kCrossRegion, administrator,
      entitlement_key("shop", shop_key(teller.other_region(administrator.region), "orders"), "SELECT"),
      "database administrators serve every region");
  Person& moderator = teller.take("Senior Review Moderator");
  teller.near_miss(rule::kCrossRegion, moderator, entitlement_key("tools", "moderation/reviews-all", "see"),
                   "the queue belongs to no region");
}

}  // namespace

void tell_contracts_and_regions(Storyteller& teller) {
  outsourced_support(teller);
  customers_elsewhere(teller);
}

}  // namespace reeve::demo
