#include "engine/sync/correlation.h"

#include <algorithm>
#include <array>

#include "engine/core/text.h"
#include "engine/sync/person_name.h"

namespace reeve {
namespace {

constexpr std::array<CorrelationRule, 5> kRules{
    {{"named owner", 100}, {"employee number", 95}, {"e-mail address", 90}, {"login", 70}, {"name", 60}}};
constexpr const CorrelationRule& kNamedOwner = kRules[0];
constexpr const CorrelationRule& kEmployeeNumber = kRules[1];
constexpr const CorrelationRule& kEmail = kRules[2];
constexpr const CorrelationRule& kLogin = kRules[3];
constexpr const CorrelationRule& kName = kRules[4];

std::string number_of(const std::string& text) { return std::string(trim(text)); }
std::string email_of(const std::string& text) { return lower_ascii(trim(text)); }

// Two addresses that one domain gave out, so most likely to two people.
bool are_two_addresses(const std::string& one, const std::string& other) {
  const std::string a = email_of(one);
  const std::string b = email_of(other);
  const std::size_t at = a.find('@');
  const std::size_t other_at = b.find('@');
  if (at == std::string::npos || other_at == std::string::npos || a == b) return false;
  return a.substr(at) == b.substr(other_at);
}

bool share_no_word(const std::string& one, const std::string& other) {
  const std::vector<std::string> words = split(comparable_name(one), ' ');
  const std::vector<std::string> others = split(comparable_name(other), ' ');
  if (words.empty() || others.empty()) return false;
  return std::ranges::find_first_of(words, others) == words.end();
}

// Rows of two sources about one person.
bool are_one_person(const KnownPerson& a, const KnownPerson& b) {
  if (a.ref.run == b.ref.run || are_two_addresses(a.email, b.email)) return false;
  const std::string number = number_of(a.employee_number);
  const std::string other = number_of(b.employee_number);
  if (!number.empty() && !other.empty()) return number == other && !share_no_word(a.name, b.name);
  return !email_of(a.email).empty() && email_of(a.email) == email_of(b.email);
}

}  // namespace

std::span<const CorrelationRule> correlation_rules() { return kRules; }

Correlator::Correlator(KnownPeople known, int least_confidence)
    : known_(std::move(known)), least_confidence_(least_confidence) {
  const auto add = [](Index& index, std::string value, std::size_t place) {
    if (!value.empty()) index[std::move(value)].push_back(place);
  };
  for (std::size_t i = 0; i < known_.people.size(); ++i) {
    const KnownPerson& person = known_.people[i];
    add(by_key_, person.key, i);
    add(by_employee_number_, number_of(person.employee_number), i);
    add(by_email_, email_of(person.email), i);
    add(by_login_, login_part(person.email), i);
    add(by_name_, comparable_name(person.name), i);
  }
}

std::optional<DerivedOwner> Correlator::owner_of(FactRef ref, const PrincipalFact& principal) const {
  const bool is_account = principal.kind == PrincipalKind::account;
  if (!is_account && principal.owner_key.empty()) return std::nullopt;
  DerivedOwner out{.principal = ref, .is_account = is_account, .identity = std::nullopt, .rule = {}};
  const bool may_be_a_person = is_account && (principal.account_kind == AccountKind::person ||
                                              principal.account_kind == AccountKind::unknown);
  if (may_be_a_person) {
    match_person(principal, out);
  } else {
    match_named_owner(principal, out);
  }
  return out;
}

std::optional<DerivedOwner> Correlator::by_decision(FactRef ref, const PrincipalFact& principal,
                                                    const Correction& decision) const {
  DerivedOwner out{.principal = ref,
                   .is_account = principal.kind == PrincipalKind::account,
                   .identity = std::nullopt,
                   .rule = "decision of " + decision.decided_by,
                   .confidence = 100};
  if (decision.kind == CorrectionKind::nobody) return out;
  for (const std::size_t place : find(by_key_, decision.person_key)) {
    if (known_.people[place].source != decision.person_source) continue;
    out.identity = known_.people[place].ref;
    out.state = decision.kind == CorrectionKind::belongs_to ? OwnerState::correlated : OwnerState::owned;
    return out;
  }
  return std::nullopt;
}

const Correlator::Places& Correlator::find(const Index& index, const std::string& value) {
  static const Places kNobody;
  const auto it = index.find(value);
  return it == index.end() ? kNobody : it->second;
}

Correlator::Places Correlator::named_owner(const PrincipalFact& principal) const {
  Places places = find(by_key_, principal.owner_key);
  const Places& by_email = find(by_email_, email_of(principal.owner_key));
  places.insert(places.end(), by_email.begin(), by_email.end());
  std::ranges::sort(places);
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

bool Correlator::may_be_blocked(const PrincipalFact& account) const {
  const auto is_blocked = [&](const std::string& key) {
    return !key.empty() && known_.blocked_keys.contains(key);
  };
  return is_blocked(account.owner_key) || is_blocked(number_of(account.employee_number)) ||
         is_blocked(account.key) || is_blocked(login_part(account.key)) || is_blocked(account.email) ||
         is_blocked(login_part(account.email));
}

Correlator::Places Correlator::without_contradiction(const Places& places,
                                                     const PrincipalFact& account) const {
  const std::string number = number_of(account.employee_number);
  Places out;
  for (const std::size_t place : places) {
    const std::string theirs = number_of(known_.people[place].employee_number);
    const bool same_number = number.empty() || theirs.empty() || number == theirs;
    if (same_number && !are_two_addresses(account.email, known_.people[place].email)) out.push_back(place);
  }
  return out;
}

Correlator::Places Correlator::with_number(const PrincipalFact& account) const {
  Places out;
  for (const std::size_t place : find(by_employee_number_, number_of(account.employee_number))) {
    const KnownPerson& person = known_.people[place];
    const bool given_out_again =
        are_two_addresses(account.email, person.email) && share_no_word(account.person_name, person.name);
    if (!given_out_again) out.push_back(place);
  }
  return out;
}

void Correlator::match_person(const PrincipalFact& account, DerivedOwner& out) const {
  if (may_be_blocked(account)) return no_match(true, out);
  const bool is_person = account.account_kind == AccountKind::person;
  const std::pair<const CorrelationRule*, Places> strong[] = {
      {&kNamedOwner, is_person ? named_owner(account) : Places()},
      {&kEmployeeNumber, with_number(account)},
      {&kEmail, find(by_email_, email_of(account.email))}};
  std::set<std::size_t> found;
  const CorrelationRule* first = nullptr;
  for (const auto& [rule, places] : strong) {
    if (first == nullptr && !places.empty()) first = rule;
    found.insert(places.begin(), places.end());
  }
  if (first != nullptr) return decide({found.begin(), found.end()}, OwnerState::correlated, *first, out);

  Places by_login = find(by_login_, login_part(account.key));
  if (by_login.empty()) by_login = find(by_login_, login_part(account.email));
  const std::pair<const CorrelationRule*, Places> weak[] = {
      {&kLogin, without_contradiction(by_login, account)},
      {&kName, without_contradiction(find(by_name_, comparable_name(account.person_name)), account)}};
  for (const auto& [rule, places] : weak) {
    if (!places.empty()) return decide(places, OwnerState::correlated, *rule, out);
  }
  if (is_person || account.owner_key.empty()) return no_match(false, out);
  match_named_owner(account, out);
}

void Correlator::match_named_owner(const PrincipalFact& principal, DerivedOwner& out) const {
  if (known_.blocked_keys.contains(principal.owner_key)) return no_match(true, out);
  const Places places = named_owner(principal);
  if (!places.empty()) return decide(places, OwnerState::owned, kNamedOwner, out);
  if (principal.owner_key.empty()) {
    out.state = OwnerState::uncorrelated;  // whoever was not read: nobody is named
  } else {
    no_match(false, out);
  }
}

void Correlator::decide(const Places& places, OwnerState state, const CorrelationRule& rule,
                        DerivedOwner& out) const {
  if (rule.confidence < least_confidence_) return no_match(false, out);
  out.rule = rule.name;
  const KnownPerson& first = known_.people[places.front()];
  const bool one = std::all_of(places.begin() + 1, places.end(), [&](std::size_t place) {
    return are_one_person(first, known_.people[place]);
  });
  if (!one) {
    out.state = OwnerState::ambiguous;
    return;
  }
  out.state = state;
  out.identity = known_.people[places.front()].ref;
  out.confidence = rule.confidence;
}

void Correlator::no_match(bool blocked, DerivedOwner& out) const {
  if (blocked) {
    out.state = OwnerState::blocked;
    out.rule = "rejected row";
  } else if (!known_.complete) {
    out.state = OwnerState::blocked;
    out.rule = "people not read";
  } else {
    out.state = OwnerState::uncorrelated;
  }
}

}  // namespace reeve
