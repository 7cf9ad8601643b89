// Facts of every kind out of a random number generator: texts that hurt (NUL, invalid UTF-8, separators,
// escape characters, long ones), times of all three states, duplicates, conflicts, references that lead
// nowhere, circles.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "engine/model/facts.h"

namespace reeve::test {

class RandomFacts {
 public:
  explicit RandomFacts(std::uint64_t seed) : random_(seed) {}

  // So many facts in random order. Keys come from a third as many, so that many references are met, and many
  // are not.
  std::vector<Fact> facts(std::size_t count);

  std::string text();
  MaybeTime time();
  std::size_t below(std::size_t limit) { return random_() % limit; }

 private:
  bool yes() { return below(2) == 0; }
  template <class Enum>
  Enum any() {
    return static_cast<Enum>(below(EnumNames<Enum>::names.size()));
  }
  std::string key();
  Fact fact();
  IdentityFact identity();
  PrincipalFact principal();
  MembershipFact membership();
  ResourceFact resource();
  LineageFact lineage();
  GrantFact grant();
  UsageFact usage();
  ApprovalFact approval();

  std::mt19937_64 random_;
  std::vector<std::string> keys_;
};

}  // namespace reeve::test
