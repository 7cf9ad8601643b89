// Rights to pass data on, and rights given to one account by name.
#include "cli/demo/shop.h"
#include "cli/demo/storyteller.h"

namespace reeve::demo {
namespace {

// A role that reads the table and may let others read it.
std::string lending_role(Storyteller& teller, std::string_view pattern, Region region,
                         std::string_view table) {
  const std::string role = teller.numbered(in_region(pattern, region));
  add_role(teller.draft().company.shop, PrincipalKind::role, role);
  may_read(teller.draft(), role, region, table).grant_option = true;
  return role;
}

void grant_option(Storyteller& teller) {
  Draft& draft = teller.draft();
  teller.begin("grant_option", "Analysts may pass customer data on");
  Person& lead = teller.take("Data Analyst");
  teller.give(lead, "shop", lending_role(teller, "{r}_analyst_lead", lead.region, "orders"), 120);
  const std::string orders = shop_key(lead.region, "orders");
  teller.plant(rule::kGrantOption, "may_grant", subject_key(draft, lead),
               entitlement_key("shop", orders, "SELECT"));
  teller.rests_on(lead, "shop");
  teller.rests_on_resource("shop", orders + ".total");

  Person& scientist = teller.take("Data Scientist");
  const std::string table = teller.numbered("seller_ranking");
  add_table(draft, scientist.region, table, {});
  add_column(draft, scientist.region, table, "score", "sales_metrics");
  const std::string owner = teller.numbered(in_region("{r}_ranking_owner", scientist.region));
  add_role(draft.company.shop, PrincipalKind::role, owner);
  GrantFact& owned = may_read(draft, owner, scientist.region, table);
  owned.kind = GrantKind::ownership;
  owned.grant_option = true;
  teller.give(scientist, "shop", owner, 80);
  teller.plant(rule::kGrantOption, "may_grant", subject_key(draft, scientist),
               entitlement_key("shop", shop_key(scientist.region, table), "SELECT"));
  teller.plant(rule::kBeyondMatrix, "beyond_matrix", subject_key(draft, scientist),
               entitlement_key("shop", shop_key(scientist.region, table), "SELECT"));
  teller.rests_on(scientist, "shop");
  teller.rests_on_resource("shop", shop_key(scientist.region, table) + ".score");

  Person& administrator = teller.take("Database Administrator");
  teller.give(administrator, "shop", lending_role(teller, "{r}_operations", administrator.region, "orders"),
              900);
  teller.near_miss(rule::kGrantOption, administrator,
                   entitlement_key("shop", shop_key(administrator.region, "orders"), "SELECT"),
                   "the matrix lets administrators administer");

  Person& planner = teller.take("Data Analyst");
  const std::string calendar = teller.numbered("calendar");
  add_table(draft, planner.region, calendar, {});
  add_column(draft, planner.region, calendar, "day", "none");
  teller.give(planner, "shop", lending_role(teller, "{r}_calendar", planner.region, calendar), 200);
  teller.near_miss(rule::kGrantOption, planner,
                   entitlement_key("shop", shop_key(planner.region, calendar), "SELECT"),
                   "the table holds nothing classified");
}

void direct_grants(Storyteller& teller) {
  Draft& draft = teller.draft();
  SourceFacts& shop = draft.company.shop;
  SourceFacts& tools = draft.company.tools;
  const auto directly = [&](const Person& person, Region region, std::string_view table) -> GrantFact& {
    GrantFact& grant = add_grant(shop, account_key(person, "shop"), shop_key(region, table), "SELECT",
                                 Action::read, draft.days_ago(70));
    grant.covers_descendants = true;
    return grant;
  };
  teller.begin("direct_grant", "Rights given to one account by name");
  Person& scientist = teller.take("Data Scientist");
  directly(scientist, scientist.region, "baskets");
  teller.plant(rule::kDirect, "direct", subject_key(draft, scientist),
               entitlement_key("shop", shop_key(scientist.region, "baskets"), "SELECT"));
  teller.rests_on(scientist, "shop");
  teller.rests_on_resource("shop", shop_key(scientist.region, "baskets.product_id"));

  Person& accountant = teller.take("Accountant");
  const std::string login = account_key(accountant, "tools");
  const std::string report = in_region("reports/seller-sales-{r}", accountant.region);
  std::erase_if(tools.memberships, [&](const MembershipFact& fact) { return fact.member_key == login; });
  add_grant(tools, login, report, "view", Action::read, draft.days_ago(70));
  teller.plant(rule::kDirect, "direct", subject_key(draft, accountant),
               entitlement_key("tools", report, "view"));
  teller.rests_on(accountant, "tools");
  teller.rests_on_resource("tools", report);

  Person& analyst = teller.take("Fraud Analyst");
  directly(analyst, analyst.region, "orders");
  teller.near_miss(rule::kDirect, analyst,
                   entitlement_key("shop", shop_key(analyst.region, "orders"), "SELECT"),
                   "a role gives it too");
  Person& before = teller.take("Data Scientist");
  directly(before, before.region, "baskets").valid_until = draft.days_ago(5);
  teller.near_miss(rule::kDirect, before,
                   entitlement_key("shop", shop_key(before.region, "baskets"), "SELECT"),
                   "the grant has ended");
}

}  // namespace

void tell_privilege(Storyteller& teller) {
  grant_option(teller);
  direct_grants(teller);
}

}  // namespace reeve::demo
