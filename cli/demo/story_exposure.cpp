// What everybody, or too many people, may reach.
#include <algorithm>

#include "cli/demo/shop.h"
#include "cli/demo/storyteller.h"
#include "cli/demo/tools.h"

namespace reeve::demo {
void tell_exposure(Storyteller& teller) {
  Draft& draft = teller.draft();
  SourceFacts& shop = draft.company.shop;
  const Region region = kRegions[teller.random().below(kRegions.size())];

  teller.begin("public_table", "An old search log that everybody may read");
  const std::string log = teller.numbered("search_log_old");
  add_table(draft, region, log, {});
  add_column(draft, region, log, "terms", "search_terms");
  add_grant(shop, "PUBLIC", shop_key(region, log), "SELECT", Action::read, draft.days_ago(1200))
      .covers_descendants = true;
  teller.plant(rule::kPublic, "public", resource_key("shop", shop_key(region, log)));
  teller.rests_on_resource("shop", shop_key(region, log) + ".terms");

  teller.begin("public_routine", "A routine that hands out customers' addresses to whoever calls it");
  const std::string routine = teller.numbered("export_contacts");
  add_view(draft, region, routine, {"customers.email"}, ResourceKind::routine);
  add_grant(shop, "PUBLIC", shop_key(region, routine), "EXECUTE", Action::execute, draft.days_ago(600));
  teller.plant(rule::kPublic, "public", resource_key("shop", shop_key(region, routine)));
  teller.plant(rule::kDefinerView, "leak", resource_key("shop", shop_key(region, routine)));
  teller.rests_on_resource("shop", shop_key(region, "customers.email"));

  if (teller.round() > 1) return;
  teller.begin("definer_view", "A view shows investigators with its owner's rights what they may not read");
  for (const Region each : kRegions) {
    teller.plant(rule::kDefinerView, "leak", resource_key("shop", shop_key(each, "review_authors")));
    teller.rests_on_resource("shop", shop_key(each, "reviews.customer_id"));
    teller.rests_on_resource("shop", shop_key(each, "customers.email"));
    teller.near_miss(rule::kDefinerView, resource_key("shop", shop_key(each, "public_reviews")), "",
                     "the columns it shows hold nothing");
    const std::string view = shop_key(each, "public_reviews");
    add_grant(shop, "PUBLIC", view, "SELECT", Action::read, draft.days_ago(1500));
    teller.near_miss(rule::kPublic, resource_key("shop", view), "",
                     "reviews without their authors are public");
  }
  teller.near_miss(rule::kPublic, resource_key("shop", "shop.catalog.products"), "", "products are public");
  teller.near_miss(rule::kPublic, resource_key("shop", "shop"), "", "the right to connect reaches no data");
}

// One queue for all moderators: more people than the limit. Its archive: as many as the limit allows.
void tell_too_many_people(Storyteller& teller) {
  Draft& draft = teller.draft();
  SourceFacts& tools = draft.company.tools;
  constexpr std::size_t kLimitPercent = 10;

  teller.begin("queue_for_all", "Every moderator sees every region's queue", "Ring 2023, Uber God View");
  add_capability(draft, "moderation", "moderation/reviews-all", "review_moderation", "GLOBAL");
  add_grant(tools, "queue-viewer-all", "moderation/reviews-all", "see", Action::read, draft.days_ago(2000));
  teller.plant(rule::kHeldByMany, "held_by_many", resource_key("tools", "moderation/reviews-all"));
  teller.rests_on_resource("tools", "moderation/reviews-all");

  add_capability(draft, "moderation", "moderation/reviews-archive", "review_moderation", "GLOBAL");
  add_role(tools, PrincipalKind::role, "archive-viewer");
  add_grant(tools, "archive-viewer", "moderation/reviews-archive", "see", Action::read, draft.days_ago(2000));
  const auto& identities = draft.company.hr.identities;
  const auto here = [&](const Person& person) {
    return identities[person.place].status != IdentityStatus::left;
  };
  const auto population = static_cast<std::size_t>(std::ranges::count_if(draft.people, here));
  std::size_t free = population * kLimitPercent / 100;
  for (const Person& person : draft.people) {
    const bool moderates = person.job->department == "Review Moderation";
    if (free == 0 || !moderates || identities[person.place].status != IdentityStatus::active) continue;
    if (identities[person.place].employment == Employment::vendor) continue;
    teller.give(person, "tools", "archive-viewer", 30);
    --free;
  }
  teller.near_miss(rule::kHeldByMany, resource_key("tools", "moderation/reviews-archive"), "",
                   "as many people as the limit allows");
  teller.near_miss(rule::kHeldByMany, resource_key("tools", "intranet/pages"), "",
                   "it holds nothing classified");
}

}  // namespace reeve::demo
