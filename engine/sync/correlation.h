// Whose account is it? An ordered list of rules, each with a confidence; nothing is dropped.
//
// An account of a person (or of unknown kind) is matched by, in this order: the owner that its source names
// (accounts of kind person only), the employee number, the e-mail address, the login being the part before @
// of an e-mail address, the name. The first three must not contradict one another: where they find two
// people, the account is ambiguous. A number does not count where both the address (in one domain) and every
// word of the name are another's: it was given out again. The last two count only where neither the employee
// numbers nor two addresses in one domain differ. An account of another kind, a group or a role is nobody's;
// it is owned by the person whom its source names.
//
// One person in several sources (rows with one employee number or one address, and nothing against it) is no
// ambiguity: the source that stands first in reeve.toml speaks for her. What a person decided (correction.h)
// goes before every rule.
//
// Rows of people that were rejected, or were not read, are not "nobody": what may be theirs is blocked.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "engine/model/correction.h"
#include "engine/model/snapshot.h"

namespace reeve {

struct KnownPerson {
  FactRef ref;
  std::string source, key, employee_number, email, name;
};

struct KnownPeople {
  std::vector<KnownPerson> people;
  std::set<std::string> blocked_keys;  // keys of rejected rows
  bool complete = true;                // every source of people was read whole
};

struct CorrelationRule {
  std::string_view name;
  int confidence = 0;  // percent
};

// In the order in which they are tried.
std::span<const CorrelationRule> correlation_rules();

// Thread rule: any number of readers.
class Correlator {
 public:
  // A rule with less than `least_confidence` percent decides nothing.
  explicit Correlator(KnownPeople known, int least_confidence = 0);

  // nullopt for a group or role whose source names no owner: nothing was asked.
  std::optional<DerivedOwner> owner_of(FactRef ref, const PrincipalFact& principal) const;

  // By a correction about it. nullopt where the person whom it names is not among the known.
  std::optional<DerivedOwner> by_decision(FactRef ref, const PrincipalFact& principal,
                                          const Correction& decision) const;

 private:
  using Places = std::vector<std::size_t>;  // in known_.people, ascending
  using Index = std::map<std::string, Places, std::less<>>;

  static const Places& find(const Index& index, const std::string& value);
  Places named_owner(const PrincipalFact& principal) const;
  bool may_be_blocked(const PrincipalFact& account) const;
  Places with_number(const PrincipalFact& account) const;
  Places without_contradiction(const Places& places, const PrincipalFact& account) const;
  void match_person(const PrincipalFact& account, DerivedOwner& out) const;
  void match_named_owner(const PrincipalFact& principal, DerivedOwner& out) const;
  void decide(const Places& places, OwnerState state, const CorrelationRule& rule, DerivedOwner& out) const;
  void no_match(bool blocked, DerivedOwner& out) const;

  KnownPeople known_;
  int least_confidence_;
  Index by_key_, by_employee_number_, by_email_, by_login_, by_name_;
};

}  // namespace reeve
