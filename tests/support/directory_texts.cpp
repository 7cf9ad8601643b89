#include "tests/support/directory_texts.h"

#include "engine/core/text.h"

namespace reeve::test {
namespace {

void add(std::string& text, const std::string& name, const std::string& value) {
  if (!value.empty()) text += " " + name + "=" + value;
}

void add(std::string& text, const std::string& name, MaybeTime time) {
  if (!time.is_unknown()) text += " " + name + "=" + format_time(time);
}

std::string text_of(const PrincipalFact& fact) {
  std::string text = std::string{to_string(fact.kind)} + " " + fact.key + " `" + fact.display_name + "`";
  if (fact.kind == PrincipalKind::account) {
    text +=
        " " + std::string{to_string(fact.account_kind)} + " enabled=" + std::string{to_string(fact.enabled)};
  }
  add(text, "signed_in", fact.last_sign_in);
  add(text, "until", fact.valid_until);
  add(text, "number", fact.employee_number);
  add(text, "email", fact.email);
  add(text, "owner", fact.owner_key);
  return text;
}

std::string text_of(const IdentityFact& fact) {
  std::string text = fact.key + " `" + fact.display_name + "` " + std::string{to_string(fact.employment)};
  if (fact.status != IdentityStatus::unknown) text += " " + std::string{to_string(fact.status)};
  add(text, "job", fact.job);
  add(text, "department", fact.department);
  add(text, "region", fact.region);
  add(text, "manager", fact.manager_key);
  add(text, "number", fact.employee_number);
  add(text, "email", fact.email);
  add(text, "start", fact.start);
  add(text, "end", fact.end);
  return text;
}

std::string text_of(const MembershipFact& fact) {
  return fact.member_key + " in " + fact.container_key + (fact.inherited ? "" : " -inherited");
}

template <class Kind>
std::vector<std::string> texts(const std::vector<Fact>& facts) {
  std::vector<std::string> out;
  for (const Fact& fact : facts) {
    if (const auto* const one = std::get_if<Kind>(&fact)) out.push_back(text_of(*one));
  }
  return out;
}

}  // namespace

std::vector<std::string> principal_texts(const std::vector<Fact>& facts) {
  return texts<PrincipalFact>(facts);
}
std::vector<std::string> identity_texts(const std::vector<Fact>& facts) { return texts<IdentityFact>(facts); }
std::vector<std::string> membership_texts(const std::vector<Fact>& facts) {
  return texts<MembershipFact>(facts);
}

std::vector<std::string> reject_texts(const std::vector<Reject>& rejects) {
  std::vector<std::string> out;
  for (const Reject& reject : rejects) {
    out.push_back(reject.where + ": " + reject.reason +
                  (reject.key ? " [" + printable_key(*reject.key) + "]" : std::string{}));
  }
  return out;
}

}  // namespace reeve::test
