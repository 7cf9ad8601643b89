#include "cli/demo/tools.h"

#include "cli/demo/systems.h"

namespace reeve::demo {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kApplications{{
    {"crm", "Customer contacts"},
    {"moderation", "Review moderation"},
    {"enforcement", "Seller enforcement"},
    {"reports", "Reports"},
    {"fulfilment", "Fulfilment"},
    {"search-insights", "Search insights"},
    {"intranet", "Intranet"},
}};

struct RoleSpec {
  std::string_view role;
  std::string_view part_of;  // the role whose rights it has too, empty = none
  std::string_view resource;
  std::string_view privilege;  // empty = nothing of its own
  Action action;
};

constexpr std::string_view kContacts = "crm/contacts-{r}", kReviews = "moderation/reviews-{r}",
                           kSellers = "enforcement/sellers-{r}";
constexpr std::array kRoles{
    RoleSpec{"crm-agent-{r}", "", kContacts, "view", Action::read},
    RoleSpec{"crm-editor-{r}", "crm-agent-{r}", kContacts, "edit", Action::write},
    RoleSpec{"queue-viewer-{r}", "", kReviews, "see", Action::read},
    RoleSpec{"moderator-{r}", "queue-viewer-{r}", kReviews, "hide", Action::write},
    RoleSpec{"senior-moderator-{r}", "moderator-{r}", kReviews, "remove", Action::remove},
    RoleSpec{"moderation-admin-{r}", "queue-viewer-{r}", kReviews, "administer", Action::administer},
    RoleSpec{"enforcement-viewer-{r}", "", kSellers, "see", Action::read},
    RoleSpec{"enforcer-{r}", "enforcement-viewer-{r}", kSellers, "suspend", Action::write},
    RoleSpec{"restorer-{r}", "enforcement-viewer-{r}", kSellers, "restore", Action::execute},
    RoleSpec{"enforcement-admin-{r}", "enforcement-viewer-{r}", kSellers, "administer", Action::administer},
    RoleSpec{"sales-viewer-{r}", "", "reports/seller-sales-{r}", "view", Action::read},
    RoleSpec{"sales-studio-{r}", "", "", "", Action::other},
    RoleSpec{"orders-viewer-{r}", "", "fulfilment/orders-{r}", "view", Action::read},
    RoleSpec{"search-viewer-{r}", "", "search-insights/terms-{r}", "view", Action::read},
};

void add_regional(Draft& draft, Region region) {
  add_capability(draft, "crm", in_region(kContacts, region), "customer_email", name_of(region));
  add_capability(draft, "moderation", in_region(kReviews, region), "review_moderation", name_of(region));
  add_capability(draft, "enforcement", in_region(kSellers, region), "account_reinstatement", name_of(region));
  add_capability(draft, "reports", in_region("reports/seller-sales-{r}", region), "sales_metrics",
                 name_of(region))
      .kind = ResourceKind::report;
  add_capability(draft, "fulfilment", in_region("fulfilment/orders-{r}", region), "purchase_behaviour",
                 name_of(region));
  add_capability(draft, "search-insights", in_region("search-insights/terms-{r}", region), "search_terms",
                 name_of(region));
  for (const RoleSpec& spec : kRoles) {
    const std::string role = in_region(spec.role, region);
    add_role(draft.company.tools, PrincipalKind::role, role);
    if (!spec.part_of.empty()) {
      add_member(draft.company.tools, role, in_region(spec.part_of, region), draft.days_ago(2800));
    }
    if (!spec.privilege.empty()) {
      add_grant(draft.company.tools, role, in_region(spec.resource, region), spec.privilege, spec.action,
                draft.days_ago(2800));
    }
  }
}

}  // namespace

ResourceFact& add_capability(Draft& draft, std::string_view application, std::string_view key,
                             std::string_view category, std::string_view region) {
  ResourceFact& fact = add_resource(draft.company.tools, ResourceKind::capability, key, application, region);
  fact.labels = {"category:" + std::string(category)};
  return fact;
}

void build_tools(Draft& draft) {
  SourceFacts& tools = draft.company.tools;
  for (const auto& [key, name] : kApplications) {
    add_resource(tools, ResourceKind::application, key, "", "GLOBAL").display_name = name;
  }
  add_capability(draft, "intranet", "intranet/pages", "none", "GLOBAL");
  add_role(tools, PrincipalKind::role, "intranet-reader");
  add_grant(tools, "intranet-reader", "intranet/pages", "view", Action::read, draft.days_ago(2800));
  add_role(tools, PrincipalKind::role, "queue-viewer-all");
  for (const Region region : kRegions) add_regional(draft, region);
}

}  // namespace reeve::demo
