// People who are not at work, and accounts that nobody uses.
#include "cli/demo/storyteller.h"

namespace reeve::demo {
namespace {

std::string contacts(const Person& person) {
  return entitlement_key("tools", in_region("crm/contacts-{r}", person.region), "view");
}

void plant(Storyteller& teller, std::string_view rule, std::string_view code, const Person& person) {
  teller.plant(rule, code, subject_key(teller.draft(), person), contacts(person));
  teller.rests_on(person, "tools");
  teller.rests_on_resource("tools", in_region("crm/contacts-{r}", person.region));
}

}  // namespace

void tell_absence(Storyteller& teller) {
  Draft& draft = teller.draft();
  teller.begin("absent", "People who are suspended or on leave can still open the contacts application");
  Person& suspended = teller.take("Support Agent");
  draft.identity(suspended).status = IdentityStatus::suspended;
  plant(teller, rule::kAbsent, "suspended", suspended);
  Person& on_leave = teller.take("Support Agent");
  draft.identity(on_leave).status = IdentityStatus::leave;
  plant(teller, rule::kAbsent, "on_leave", on_leave);
  Person& disabled = teller.take("Support Agent");
  draft.identity(disabled).status = IdentityStatus::leave;
  account(draft, disabled, "tools").enabled = TriState::no;
  teller.near_miss(rule::kAbsent, disabled, contacts(disabled), "the account is disabled during the leave");

  teller.begin("inactive_account", "A login that nobody has used for months");
  Person& away = teller.take("Support Team Lead");
  const std::string login = account_key(away, "tools");
  account(draft, away, "tools").last_sign_in = draft.days_ago(100);
  teller.plant(rule::kInactive, "inactive", principal_key("tools", login));
  teller.rests_on(away, "tools");
  Person& back = teller.take("Support Agent");
  account(draft, back, "tools").last_sign_in = draft.days_ago(85);
  teller.near_miss(rule::kInactive, principal_key("tools", account_key(back, "tools")), "",
                   "the last sign-in was 85 days ago");
}

void tell_approvals(Storyteller& teller) {
  Draft& draft = teller.draft();
  teller.begin("not_approved", "Access that nobody approved, or not any more");
  Person& never = teller.take("Support Agent");
  draft.not_approved.insert({"tools", account_key(never, "tools")});
  plant(teller, rule::kNotApproved, "no_approval", never);
  Person& over = teller.take("Support Agent");
  draft.approval_over.insert({"tools", account_key(over, "tools")});
  plant(teller, rule::kNotApproved, "approval_ended", over);
}

}  // namespace reeve::demo
