// Access that the job does not need.
#include "cli/demo/shop.h"
#include "cli/demo/storyteller.h"
#include "cli/demo/tools.h"

namespace reeve::demo {
namespace {

std::string contacts(Region region) {
  return entitlement_key("tools", in_region("crm/contacts-{r}", region), "view");
}

// A role of the back office that was made for a purpose of its own and passes another one on.
std::string extra_role(Storyteller& teller, std::string_view name, std::string_view part) {
  const std::string role = teller.numbered(name);
  SourceFacts& tools = teller.draft().company.tools;
  add_role(tools, PrincipalKind::role, role);
  add_member(tools, role, part, teller.draft().days_ago(800));
  return role;
}

void engineer_reads_contacts(Storyteller& teller) {
  teller.begin("engineer_reads_contacts", "An engineer keeps the contacts application after a migration",
               "Twitter 2014-15");
  Person& person = teller.take("Software Engineer");
  const std::string role = extra_role(teller, "crm-migration", in_region("crm-agent-{r}", person.region));
  teller.give(person, "tools", role, 500);
  teller.plant(rule::kMatrix, "not_authorised", subject_key(teller.draft(), person), contacts(person.region));
  teller.plant(rule::kPeerOutlier, "outlier", subject_key(teller.draft(), person), contacts(person.region));
  teller.rests_on(person, "tools");
  teller.rests_on_resource("tools", in_region("crm/contacts-{r}", person.region));

  Person& counsel = teller.take("Legal Counsel");
  teller.near_miss(rule::kMatrix, counsel, contacts(counsel.region),
                   "the matrix lets legal counsel read contacts");

  Person& colleague = teller.take("Software Engineer");
  const std::string closed = teller.numbered(in_region("{r}_old_reports", colleague.region));
  add_role(teller.draft().company.shop, PrincipalKind::role, closed);
  const std::string orders = shop_key(colleague.region, "orders");
  add_grant(teller.draft().company.shop, closed, orders, "SELECT", Action::read, teller.draft().days_ago(900))
      .covers_descendants = true;
  teller.give(colleague, "shop", closed, 700);
  teller.near_miss(rule::kMatrix, colleague, entitlement_key("shop", orders, "SELECT"),
                   "the schema's gate is closed to the role");
}

void mailing_copy(Storyteller& teller) {
  teller.begin("mailing_copy", "Customers' addresses were copied to a share that marketing may read",
               "Desjardins 2020");
  Person& person = teller.take("Marketing Specialist");
  const std::string name = teller.numbered("mailing_export");
  add_view(teller.draft(), person.region, name, {"customers.email"}, ResourceKind::share, LineageMode::copy);
  const std::string role = teller.numbered(in_region("{r}_campaign_files", person.region));
  add_role(teller.draft().company.shop, PrincipalKind::role, role);
  may_read(teller.draft(), role, person.region, name);
  teller.give(person, "shop", role, 300);
  teller.plant(rule::kMatrix, "not_authorised", subject_key(teller.draft(), person),
               entitlement_key("shop", shop_key(person.region, name), "SELECT"));
  teller.rests_on(person, "shop");
  teller.rests_on_resource("shop", shop_key(person.region, "customers.email"));

  Person& designer = teller.take("Product Designer");
  const std::string reader = teller.numbered(in_region("{r}_review_texts", designer.region));
  add_role(teller.draft().company.shop, PrincipalKind::role, reader);
  may_read(teller.draft(), reader, designer.region, "public_reviews");
  teller.give(designer, "shop", reader, 200);
  teller.near_miss(rule::kMatrix, designer,
                   entitlement_key("shop", shop_key(designer.region, "public_reviews"), "SELECT"),
                   "the view leaves the reviewer's number out");
}

void report_without_filter(Storyteller& teller) {
  teller.begin("report_without_filter", "A designer opens the sales report of every seller",
               "Morgan Stanley 2016");
  Person& person = teller.take("Product Designer");
  teller.give(person, "tools", in_region("sales-viewer-{r}", person.region), 250);
  const std::string report = in_region("reports/seller-sales-{r}", person.region);
  teller.plant(rule::kMatrix, "not_authorised", subject_key(teller.draft(), person),
               entitlement_key("tools", report, "view"));
  teller.rests_on(person, "tools");
  teller.rests_on_resource("tools", report);

  Person& tester = teller.take("Quality Engineer");
  teller.give(tester, "tools", in_region("sales-viewer-{r}", tester.region), 250);
  account(teller.draft(), tester, "tools").enabled = TriState::no;
  teller.near_miss(rule::kMatrix, tester,
                   entitlement_key("tools", in_region("reports/seller-sales-{r}", tester.region), "view"),
                   "the account is disabled");
}

void moved_and_kept(Storyteller& teller) {
  teller.begin("moved_and_kept", "A support agent became a recruiter and kept the contacts application");
  Person& person = teller.take("Recruiter");
  IdentityFact& identity = teller.draft().identity(person);
  identity.start = teller.draft().days_ago(1500);
  identity.job_since = teller.draft().days_ago(200);
  teller.give(person, "tools", in_region("crm-agent-{r}", person.region), 900);
  teller.plant(rule::kMatrix, "not_authorised", subject_key(teller.draft(), person), contacts(person.region));
  teller.plant(rule::kMover, "kept", subject_key(teller.draft(), person), contacts(person.region));
  teller.rests_on(person, "tools");
  teller.rests_on_resource("tools", in_region("crm/contacts-{r}", person.region));

  Person& handing_over = teller.take("Support Team Lead");
  teller.draft().identity(handing_over).start = teller.draft().days_ago(1200);
  teller.draft().identity(handing_over).job_since = teller.draft().days_ago(15);
  for (MembershipFact& membership : teller.draft().company.tools.memberships) {
    if (membership.member_key == account_key(handing_over, "tools"))
      membership.granted_at = teller.draft().days_ago(1100);
  }
  teller.near_miss(rule::kMover, handing_over, contacts(handing_over.region), "the move was 15 days ago");

  Person& other = teller.take("HR Specialist");
  teller.give(other, "tools", in_region("crm-agent-{r}", other.region), 900).valid_until =
      teller.draft().days_ago(3);
  teller.near_miss(rule::kMatrix, other, contacts(other.region), "the membership has ended");
}

void purpose_drift(Storyteller& teller) {
  teller.begin("purpose_drift", "A group of another department was put into the group that opens orders",
               "Snapchat SnapLion 2019");
  SourceFacts& directory = teller.draft().company.directory;
  Person& first = teller.take("Marketing Specialist");
  Person& second = teller.take("Marketing Specialist", first.region);
  const std::string group = teller.numbered(in_region("campaign-night-{r}", first.region));
  const std::string bound = in_region("fulfilment-orders-{r}", first.region);
  add_role(directory, PrincipalKind::group, group);
  add_member(directory, group, bound, teller.draft().days_ago(140));
  const std::string orders = in_region("fulfilment/orders-{r}", first.region);
  const std::string entitlement = entitlement_key("tools", orders, "view");
  for (Person* person : {&first, &second}) {
    teller.give(*person, "directory", group, 130);
    teller.plant(rule::kMatrix, "not_authorised", subject_key(teller.draft(), *person), entitlement);
    teller.use_not_told(*person, entitlement);
    teller.rests_on(*person, "directory");
  }
  teller.rests_on_resource("tools", orders);
  if (teller.round() == 1) teller.plant(rule::kPurposeDrift, "entered", principal_key("directory", bound));

  Person& planner = teller.take("Logistics Planner", first.region);
  teller.give(planner, "directory", bound, 400);
  teller.near_miss(rule::kMatrix, planner, entitlement, "the matrix lets planners see orders");
  teller.use_not_told(planner, entitlement);
}

void behind_an_application(Storyteller& teller) {
  teller.begin("behind_an_application",
               "An application's own account reads sales figures for whoever may open it");
  Person& person = teller.take("Communications Manager");
  teller.give(person, "tools", in_region("sales-studio-{r}", person.region), 330);
  const std::string table = shop_key(person.region, "seller_sales");
  teller.plant(rule::kMatrix, "not_authorised", subject_key(teller.draft(), person),
               entitlement_key("shop", table, "SELECT"));
  teller.use_not_told(person, entitlement_key("shop", table, "SELECT"));
  teller.rests_on(person, "tools");
  teller.rests_on_resource("shop", table + ".revenue");

  Person& controller = teller.take("Financial Controller");
  teller.near_miss(rule::kMatrix, controller,
                   entitlement_key("shop", shop_key(controller.region, "seller_sales"), "SELECT"),
                   "the matrix lets controllers see sales figures");
}

}  // namespace

void tell_need_to_know(Storyteller& teller) {
  engineer_reads_contacts(teller);
  mailing_copy(teller);
  report_without_filter(teller);
  moved_and_kept(teller);
  purpose_drift(teller);
  behind_an_application(teller);
}

}  // namespace reeve::demo
