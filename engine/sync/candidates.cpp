#include "engine/sync/candidates.h"

#include <algorithm>

#include "engine/core/text.h"
#include "engine/sync/person_name.h"

namespace reeve {
namespace {

constexpr int kBuiltLogin = 40;
constexpr int kTwoWords = 30;
constexpr int kContradicted = 20;

std::string plain(std::string_view text) { return lower_ascii(trim(text)); }

// What administrators make of a name: alopes, anal, ana.lopes, lopes.ana, analopes, lopesa.
std::vector<std::string> built_logins(const std::string& name) {
  std::vector<std::string> words = split(comparable_name(name), ' ');
  std::vector<std::string> out;
  for (const std::string& one : words) {
    for (const std::string& other : words) {
      if (&one == &other) continue;
      out.insert(out.end(), {one.substr(0, 1) + other, one + other.substr(0, 1), one + other,
                             one.substr(0, 1) + "." + other});
    }
  }
  return out;
}

// A login without what separates its words.
std::string joined(const std::string& login) {
  std::string out;
  for (const char c : login) {
    if (c != '_' && c != '-' && c != '.') out += c;
  }
  return out;
}

bool says_otherwise(const PrincipalFact& account, const KnownPerson& person) {
  const std::string number(trim(account.employee_number));
  const std::string theirs(trim(person.employee_number));
  return !number.empty() && !theirs.empty() && number != theirs;
}

class Gathering {
 public:
  Gathering(const KnownPeople& known, const PrincipalFact& account) : known_(known), account_(account) {}

  void add(std::size_t place, const std::string& rule, int confidence) {
    const bool contradicted = says_otherwise(account_, known_.people[place]) && rule != "employee number";
    const Candidate candidate{.place = place,
                              .why = rule + (contradicted ? ", against the employee number" : ""),
                              .confidence = contradicted ? std::min(confidence, kContradicted) : confidence};
    const auto [it, fresh] = best_.emplace(place, candidate);
    if (!fresh && it->second.confidence < candidate.confidence) it->second = candidate;
  }

  std::vector<Candidate> sorted() const {
    std::vector<Candidate> out;
    for (const auto& [place, candidate] : best_) out.push_back(candidate);
    std::ranges::stable_sort(out, std::greater<>(), &Candidate::confidence);
    return out;
  }

 private:
  const KnownPeople& known_;
  const PrincipalFact& account_;
  std::map<std::size_t, Candidate> best_;
};

}  // namespace

CandidateFinder::CandidateFinder(const KnownPeople& known) : known_(known) {
  const auto add = [](Index& index, std::string value, std::size_t place) {
    if (!value.empty()) index.emplace(std::move(value), place);
  };
  for (std::size_t i = 0; i < known_.people.size(); ++i) {
    const KnownPerson& person = known_.people[i];
    add(by_key_, person.key, i);
    add(by_number_, std::string(trim(person.employee_number)), i);
    add(by_email_, plain(person.email), i);
    add(by_login_, login_part(person.email), i);
    add(by_name_, comparable_name(person.name), i);
    for (const std::string& login : built_logins(person.name)) add(by_built_login_, login, i);
    for (const std::string& word : split(comparable_name(person.name), ' ')) add(by_word_, word, i);
  }
}

std::vector<Candidate> CandidateFinder::of(const PrincipalFact& account) const {
  Gathering found(known_, account);
  const auto look = [&](const Index& index, const std::string& value, const std::string& why,
                        int confidence) {
    if (value.empty()) return;
    const auto [begin, end] = index.equal_range(value);
    for (auto it = begin; it != end; ++it) found.add(it->second, why, confidence);
  };
  for (const CorrelationRule& rule : correlation_rules()) {
    const std::string name(rule.name);
    if (name == "named owner") {
      look(by_key_, account.owner_key, name, rule.confidence);
      look(by_email_, plain(account.owner_key), name, rule.confidence);
    }
    if (name == "employee number")
      look(by_number_, std::string(trim(account.employee_number)), name, rule.confidence);
    if (name == "e-mail address") look(by_email_, plain(account.email), name, rule.confidence);
    if (name == "login") {
      look(by_login_, login_part(account.key), name, rule.confidence);
      look(by_login_, login_part(account.email), name, rule.confidence);
    }
    if (name == "name") look(by_name_, comparable_name(account.person_name), name, rule.confidence);
  }
  for (const std::string& login : {login_part(account.key), login_part(account.email)}) {
    look(by_built_login_, joined(login), "login built from the name", kBuiltLogin);
  }
  std::map<std::size_t, int> words;
  for (const std::string& word : split(comparable_name(account.person_name), ' ')) {
    const auto [begin, end] = by_word_.equal_range(word);
    for (auto it = begin; it != end; ++it) ++words[it->second];
  }
  for (const auto& [place, count] : words) {
    if (count >= 2) found.add(place, "two words of the name", kTwoWords);
  }
  return found.sorted();
}

}  // namespace reeve
