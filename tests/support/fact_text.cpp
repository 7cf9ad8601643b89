#include "tests/support/fact_text.h"

#include <initializer_list>
#include <string_view>
#include <utility>

namespace reeve::test {
namespace {

std::string with_flags(std::string text, std::initializer_list<std::pair<std::string_view, bool>> flags) {
  for (const auto& [name, is_set] : flags) {
    if (is_set) text.append(" +").append(name);
  }
  return text;
}

void append_if(std::string& text, std::string_view before, std::string_view value) {
  if (!value.empty()) text.append(before).append(value);
}

std::string times_of(const MaybeTime& granted_at, const MaybeTime& valid_until) {
  std::string text;
  if (!granted_at.is_unknown()) text += " at " + format_time(granted_at);
  if (!valid_until.is_unknown()) text += " until " + format_time(valid_until);
  return text;
}

}  // namespace

std::string text_of(const GrantFact& grant) {
  std::string text = grant.principal_key + " " + grant.privilege + " " + grant.resource_key + " ";
  text.append(to_string(grant.action)).append(" ").append(to_string(grant.kind));
  text = with_flags(std::move(text), {{"grant_option", grant.grant_option},
                                      {"option_only", grant.option_only},
                                      {"covers_descendants", grant.covers_descendants},
                                      {"personal", grant.personal}});
  append_if(text, " by ", grant.grantor_key);
  return text + times_of(grant.granted_at, grant.valid_until);
}

std::string text_of(const MembershipFact& membership) {
  std::string text = membership.member_key + " in " + membership.container_key;
  text = with_flags(std::move(text), {{"inherited", membership.inherited},
                                      {"assumable", membership.assumable},
                                      {"administer", membership.administer}});
  append_if(text, " by ", membership.grantor_key);
  return text + times_of(membership.granted_at, membership.valid_until);
}

std::string text_of(const LineageFact& lineage) {
  std::string text = lineage.exposing_key + " shows " + lineage.exposed_key + " ";
  text += to_string(lineage.mode);
  append_if(text, " ", lineage.reader_key);
  append_if(text, " ", lineage.privilege);
  return text;
}

std::string text_of(const GateFact& gate) {
  return gate.privilege + " on " + gate.resource_key + " " + std::string{to_string(gate.check)};
}

}  // namespace reeve::test
