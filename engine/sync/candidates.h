// Whose account may it be, for a person who decides: everything that speaks for somebody, however weak. Pure.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/sync/correlation.h"

namespace reeve {

struct Candidate {
  std::size_t place = 0;  // in KnownPeople::people
  std::string why;        // "login built from the name"
  int confidence = 0;     // percent
  bool operator==(const Candidate&) const = default;
};

// Beside the rules of correlation: a login that is put together from the words of a name (40), two words of a
// name in common (30). What matches against an employee number that says otherwise counts 20.
// Thread rule: any number of readers.
class CandidateFinder {
 public:
  // `known` must outlive it.
  explicit CandidateFinder(const KnownPeople& known);

  // Best first, one row per person.
  std::vector<Candidate> of(const PrincipalFact& account) const;

 private:
  using Index = std::multimap<std::string, std::size_t, std::less<>>;

  const KnownPeople& known_;
  Index by_key_, by_number_, by_email_, by_login_, by_name_, by_built_login_, by_word_;
};

}  // namespace reeve
