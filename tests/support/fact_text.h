// Facts as one line of text each, for whole-result comparisons that can be read when they fail.
#pragma once

#include <string>
#include <vector>

#include "engine/model/facts.h"

namespace reeve::test {

// Everything that differs from the default, such as
//   "alice SELECT shop.crm.customers read acl +grant_option +covers_descendants by bob"
std::string text_of(const GrantFact& grant);
//   "alice in support +inherited +assumable by postgres"
std::string text_of(const MembershipFact& membership);
//   "shop.crm.v shows shop.crm.t.a definer alice SELECT"
std::string text_of(const LineageFact& lineage);
//   "CONNECT on shop login"
std::string text_of(const GateFact& gate);

template <class Kind>
std::vector<std::string> texts_of(const std::vector<Kind>& facts) {
  std::vector<std::string> texts;
  for (const Kind& fact : facts) texts.push_back(text_of(fact));
  return texts;
}

// Those of the facts that are of this kind.
template <class Kind>
std::vector<std::string> texts_of(const std::vector<Fact>& facts) {
  std::vector<std::string> texts;
  for (const Fact& fact : facts) {
    if (const Kind* const one = std::get_if<Kind>(&fact)) texts.push_back(text_of(*one));
  }
  return texts;
}

}  // namespace reeve::test
