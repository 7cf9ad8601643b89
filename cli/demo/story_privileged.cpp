// Rights to change, to own and to export.
#include "cli/demo/shop.h"
#include "cli/demo/storyteller.h"
#include "cli/demo/tools.h"

namespace reeve::demo {
namespace {

void changes_where_it_may_read(Storyteller& teller) {
  Draft& draft = teller.draft();
  teller.begin("analyst_changes_orders", "An analyst can change the orders that she may read");
  Person& person = teller.take("Data Analyst");
  const std::string role = teller.numbered(in_region("{r}_order_fixes", person.region));
  const std::string orders = shop_key(person.region, "orders");
  add_role(draft.company.shop, PrincipalKind::role, role);
  may_enter(draft, role, person.region);
  add_grant(draft.company.shop, role, orders, "UPDATE", Action::write, draft.days_ago(500))
      .covers_descendants = true;
  teller.give(person, "shop", role, 90);
  teller.plant(rule::kWriteBeyondRead, "beyond_read", subject_key(draft, person),
               entitlement_key("shop", orders, "UPDATE"));
  teller.rests_on(person, "shop");
  teller.rests_on_resource("shop", orders + ".total");

  Person& engineer = teller.take("Data Engineer");
  teller.near_miss(rule::kWriteBeyondRead, engineer,
                   entitlement_key("shop", shop_key(engineer.region, "orders"), "UPDATE"),
                   "the matrix lets data engineers write");
}

void assumable_owner(Storyteller& teller) {
  Draft& draft = teller.draft();
  teller.begin("assumable_owner", "An analyst may act as the owner of the forecasts");
  Person& person = teller.take("Data Analyst");
  const std::string table = teller.numbered("seller_forecast");
  add_table(draft, person.region, table, {});
  add_column(draft, person.region, table, "expected", "sales_metrics");
  const std::string owner = teller.numbered(in_region("{r}_forecast_owner", person.region));
  add_role(draft.company.shop, PrincipalKind::role, owner);
  GrantFact& owned = may_read(draft, owner, person.region, table);
  owned.kind = GrantKind::ownership;
  owned.grant_option = true;
  MembershipFact& membership = teller.give(person, "shop", owner, 100);
  membership.inherited = false;
  membership.assumable = true;
  teller.plant(rule::kAssumable, "assumable", principal_key("shop", owner));
  teller.plant(rule::kGrantOption, "may_grant", subject_key(draft, person),
               entitlement_key("shop", shop_key(person.region, table), "SELECT"));
  teller.rests_on(person, "shop");
  teller.rests_on_resource("shop", shop_key(person.region, table) + ".expected");
  teller.near_miss(rule::kAssumable, principal_key("shop", "shop_owner"), "", "nobody may act as it");
}

void export_of_contacts(Storyteller& teller) {
  Draft& draft = teller.draft();
  teller.begin("bulk_export", "A support agent may export the contacts that she may look up", "Tesla 2023");
  Person& person = teller.take("Support Agent");
  const std::string resource = teller.numbered(in_region("crm/contact-list-{r}", person.region));
  add_capability(draft, "crm", resource, "customer_email", name_of(person.region));
  const std::string role = teller.numbered(in_region("contact-exporter-{r}", person.region));
  add_role(draft.company.tools, PrincipalKind::role, role);
  add_grant(draft.company.tools, role, resource, "export", Action::read, draft.days_ago(300));
  teller.give(person, "tools", role, 200);
  teller.plant(rule::kBulkExport, "export", subject_key(draft, person),
               entitlement_key("tools", resource, "export"));
  teller.rests_on(person, "tools");
  teller.rests_on_resource("tools", resource);

  Person& agent = teller.take("Support Agent");
  teller.near_miss(rule::kBulkExport, agent,
                   entitlement_key("tools", in_region("crm/contacts-{r}", agent.region), "view"),
                   "looking up one contact is no export");
}

void person_behind_a_service(Storyteller& teller) {
  Draft& draft = teller.draft();
  teller.begin("person_behind_a_service", "An engineer may act as a service account that others run");
  Person& person = teller.take("Machine Learning Engineer");
  Person& owner = teller.take("Security Engineer");
  PrincipalFact service;
  service.key = service.display_name = teller.numbered("svc_ranking");
  service.account_kind = AccountKind::service;
  service.enabled = TriState::yes;
  service.last_sign_in = draft.days_ago(1);
  service.valid_until = MaybeTime::never();
  service.owner_key = draft.identity(owner).email;
  add_account(draft, "shop", service);
  add_member(draft.company.shop, service.key, in_region("{r}_search_quality", person.region),
             draft.days_ago(900));
  teller.give(person, "shop", service.key, 300);
  teller.plant(rule::kServicePerson, "person_may_act", principal_key("shop", service.key));
  teller.rests_on(person, "shop");
  draft.company.key.stories.back().footing.accounts.push_back({"shop", service.key});
  const std::string code(code_of(person.region));
  teller.near_miss(rule::kServicePerson, principal_key("shop", "svc_sales_studio_" + code), "",
                   "an application acts for its users");
}

}  // namespace

void tell_privileged(Storyteller& teller) {
  changes_where_it_may_read(teller);
  assumable_owner(teller);
  export_of_contacts(teller);
  person_behind_a_service(teller);
}

}  // namespace reeve::demo
