// Data and roles that nobody answers for.
#include "cli/demo/storyteller.h"
#include "cli/demo/tools.h"

namespace reeve::demo {

void tell_owners(Storyteller& teller) {
  Draft& draft = teller.draft();
  teller.begin("nobodys_data", "An old application with customers' addresses that nobody answers for");
  const std::string application = teller.numbered("old-newsletter");
  const std::string list = application + "/recipients";
  add_resource(draft.company.tools, ResourceKind::application, application, "", "GLOBAL");
  add_capability(draft, application, list, "customer_email", "GLOBAL");
  draft.nobodys.insert({"tools", application});
  draft.nobodys.insert({"tools", list});
  teller.plant(rule::kNoDataOwner, "missing", resource_key("tools", application));
  teller.rests_on_resource("tools", list);
  teller.near_miss(rule::kNoDataOwner, resource_key("tools", list), "", "it is told of the application");
  teller.near_miss(rule::kNoDataOwner, resource_key("tools", "crm"), "", "a director answers for it");

  const std::string role = teller.numbered("newsletter-sender");
  add_role(draft.company.tools, PrincipalKind::role, role);
  add_grant(draft.company.tools, role, list, "view", Action::read, draft.days_ago(1800));
  draft.nobodys.insert({"tools", role});
  teller.plant(rule::kNoGroupOwner, "no_owner", principal_key("tools", role));
}

}  // namespace reeve::demo
