// Leavers, and rights that are not used.
#include "cli/demo/shop.h"
#include "cli/demo/storyteller.h"

namespace reeve::demo {
namespace {

void plant_left(Storyteller& teller, const Person& person, std::string_view source,
                std::initializer_list<std::pair<std::string, std::string_view>> held) {
  const std::string subject = subject_key(teller.draft(), person);
  for (const auto& [resource, privilege] : held) {
    teller.plant(rule::kLeaver, "left", subject, entitlement_key(source, resource, privilege));
    teller.rests_on_resource(source, resource);
  }
  teller.plant(rule::kUnowned, "orphaned", principal_key(source, account_key(person, source)));
  teller.rests_on(person, source);
}

void leaver_near_misses(Storyteller& teller) {
  Draft& draft = teller.draft();
  Person& tomorrow = teller.take("Support Agent");
  draft.identity(tomorrow).end = draft.in_days(2);
  teller.near_miss(rule::kLeaver, tomorrow,
                   entitlement_key("tools", in_region("crm/contacts-{r}", tomorrow.region), "view"),
                   "the last day is tomorrow");

  Person& disabled = teller.take("Support Agent");
  teller.leave(disabled, 40);
  account(draft, disabled, "tools").enabled = TriState::no;
  teller.near_miss(rule::kLeaver, disabled,
                   entitlement_key("tools", in_region("crm/contacts-{r}", disabled.region), "view"),
                   "the account is disabled");

  Person& ended = teller.take("HR Specialist");
  teller.give(ended, "tools", in_region("sales-viewer-{r}", ended.region), 600).valid_until =
      draft.days_ago(41);
  teller.leave(ended, 40);
  teller.near_miss(rule::kLeaver, ended,
                   entitlement_key("tools", in_region("reports/seller-sales-{r}", ended.region), "view"),
                   "the membership ended with the work");
}

}  // namespace

void tell_leavers(Storyteller& teller) {
  teller.begin("leaver_still_in", "Somebody who left can still open the contacts application",
               "Cash App 2021");
  Person& agent = teller.take("Support Agent");
  teller.leave(agent, 35);
  plant_left(teller, agent, "tools", {{in_region("crm/contacts-{r}", agent.region), "view"}});
  leaver_near_misses(teller);

  teller.begin("leaver_status_late", "HR's end date has passed, and the status still says active");
  Person& seller_agent = teller.take("Seller Support Agent");
  teller.leave(seller_agent, 12, false);
  plant_left(teller, seller_agent, "tools",
             {{in_region("reports/seller-sales-{r}", seller_agent.region), "view"},
              {in_region("enforcement/sellers-{r}", seller_agent.region), "see"}});

  teller.begin("leaver_exports", "A database login was used after its owner's last day", "Tesla 2023");
  Person& analyst = teller.take("Data Analyst");
  teller.leave(analyst, 8);
  for (const std::string_view table : {"orders", "search_log", "seller_sales"}) {
    teller.use(analyst, "shop", shop_key(analyst.region, table), "SELECT", {.last_used = 3});
  }
  plant_left(teller, analyst, "shop",
             {{shop_key(analyst.region, "orders"), "SELECT"},
              {shop_key(analyst.region, "search_log"), "SELECT"},
              {shop_key(analyst.region, "seller_sales"), "SELECT"}});
}

void tell_unused(Storyteller& teller) {
  teller.begin("unused", "Rights that nobody needed for months");
  Draft& draft = teller.draft();
  const auto settle = [&](Person& person) {
    IdentityFact& identity = draft.identity(person);
    identity.start = identity.job_since = draft.days_ago(700);
    for (SourceFacts* source : {&draft.company.shop, &draft.company.tools}) {
      for (MembershipFact& membership : source->memberships) {
        if (membership.member_key == account_key(person, source->name))
          membership.granted_at = draft.days_ago(690);
      }
    }
  };
  const auto plant = [&](const Person& person, std::string_view source, const std::string& resource,
                         std::string_view privilege) {
    teller.plant(rule::kUnused, "unused", subject_key(draft, person),
                 entitlement_key(source, resource, privilege));
    teller.rests_on(person, source);
    teller.rests_on_resource(source, resource);
  };

  Person& agent = teller.take("Support Agent");
  settle(agent);
  const std::string contacts = in_region("crm/contacts-{r}", agent.region);
  teller.use(agent, "tools", contacts, "view", {.last_used = 143});
  plant(agent, "tools", contacts, "view");

  Person& manager = teller.take("Category Manager");
  settle(manager);
  const std::string terms = in_region("search-insights/terms-{r}", manager.region);
  teller.use(manager, "tools", terms, "view", {});
  plant(manager, "tools", terms, "view");

  Person& analyst = teller.take("Fraud Analyst");
  settle(analyst);
  const std::string customers = shop_key(analyst.region, "customers");
  teller.use(analyst, "shop", customers, "SELECT", {.last_used = 120});
  plant(analyst, "shop", customers, "SELECT");

  Person& recent = teller.take("Seller Success Manager");
  settle(recent);
  const std::string report = in_region("reports/seller-sales-{r}", recent.region);
  teller.use(recent, "tools", report, "view", {.last_used = 88});
  teller.near_miss(rule::kUnused, recent, entitlement_key("tools", report, "view"), "used 88 days ago");

  Person& fresh = teller.take("Support Agent");
  settle(fresh);
  teller.near_miss(rule::kUnused, fresh,
                   entitlement_key("tools", in_region("crm/contacts-{r}", fresh.region), "view"),
                   "granted 40 days ago");
  for (MembershipFact& membership : draft.company.tools.memberships) {
    if (membership.member_key == account_key(fresh, "tools")) membership.granted_at = draft.days_ago(40);
  }
  teller.use(fresh, "tools", in_region("crm/contacts-{r}", fresh.region), "view", {});

  Person& short_log = teller.take("Seller Success Manager");
  settle(short_log);
  const std::string other = in_region("reports/seller-sales-{r}", short_log.region);
  teller.use(short_log, "tools", other, "view", {.covered_from = 60});
  teller.near_miss(rule::kUnused, short_log, entitlement_key("tools", other, "view"),
                   "the log covers 60 days only");
}

}  // namespace reeve::demo
