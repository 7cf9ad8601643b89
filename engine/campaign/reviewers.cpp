#include "engine/campaign/reviewers.h"

#include <algorithm>

#include "engine/core/text.h"

namespace reeve {
namespace {

// HR data may hold cycles; nobody is this far from the top.
constexpr int kHighestChain = 64;

// One person may stand in several sources: the same e-mail or employee number is the same person.
std::vector<std::uint32_t> same_people(const Snapshot& snapshot) {
  std::map<std::string, std::uint32_t> first;
  std::vector<std::uint32_t> person_of(snapshot.identities.size());
  const auto known = [&](const std::string& what, StringRef ref) {
    return ref.empty() ? first.end() : first.find(what + lower_ascii(snapshot.text(ref)));
  };
  for (std::uint32_t i = 0; i < person_of.size(); ++i) {
    const Identity& identity = snapshot.identities[i];
    const auto by_mail = known("mail ", identity.email);
    const auto by_number = known("number ", identity.employee_number);
    person_of[i] = by_mail != first.end()     ? by_mail->second
                   : by_number != first.end() ? by_number->second
                                              : i;
    if (!identity.email.empty())
      first.try_emplace("mail " + lower_ascii(snapshot.text(identity.email)), person_of[i]);
    if (!identity.employee_number.empty())
      first.try_emplace("number " + lower_ascii(snapshot.text(identity.employee_number)), person_of[i]);
  }
  return person_of;
}

}  // namespace

ReviewerFinder::ReviewerFinder(const Snapshot& snapshot, ReviewerRules rules)
    : snapshot_(snapshot), rules_(std::move(rules)), person_of_(same_people(snapshot)) {}

std::vector<Reviewer> ReviewerFinder::assign(const ReviewNeed& need) {
  std::vector<Reviewer> assigned;
  People passed;
  for (std::size_t i = 0; i < rules_.stages.size(); ++i) {
    const ReviewerRules::Stage& stage = rules_.stages[i];
    if (i > 0 && (need.categories & stage.categories) == 0) continue;
    const Reviewer reviewer = first_permitted(need, stage, passed);
    if (!reviewer.identity.valid() && i == 0) return {};
    if (!reviewer.identity.valid()) continue;
    passed.insert(person(reviewer.identity));
    remember(reviewer.identity, need);
    assigned.push_back(reviewer);
  }
  return assigned;
}

std::size_t ReviewerFinder::stages_of(const ReviewNeed& need) const {
  std::size_t stages = 0;
  for (std::size_t i = 0; i < rules_.stages.size(); ++i) {
    stages += i == 0 || (need.categories & rules_.stages[i].categories) != 0 ? 1 : 0;
  }
  return stages;
}

void ReviewerFinder::remember(IdentityIx reviewer, const ReviewNeed& need) {
  ++load_[person(reviewer)];
  if (need.kind == CaseKind::person) pairs_.insert({person(reviewer), person(need.subject.identity)});
}

Reviewer ReviewerFinder::next_in_line(const ReviewNeed& need, std::size_t stage,
                                      const std::vector<IdentityIx>& passed) {
  People people;
  for (const IdentityIx identity : passed) people.insert(person(identity));
  return first_permitted(need, rules_.stages.at(std::min(stage, rules_.stages.size() - 1)), people);
}

Reviewer ReviewerFinder::first_permitted(const ReviewNeed& need, const ReviewerRules::Stage& stage,
                                         const People& passed) {
  std::vector<Reviewer> permitted = candidates(need, stage);
  std::erase_if(permitted, [&](const Reviewer& c) {
    return !c.identity.valid() || passed.contains(person(c.identity)) || !why_not(c.identity, need).empty();
  });
  for (const Reviewer& c : permitted) {
    if (!is_above(need.subject.identity, c.identity)) return c;
  }
  if (permitted.empty()) return {};
  return {permitted.front().identity, permitted.front().why + ", works below the subject"};
}

std::vector<Reviewer> ReviewerFinder::candidates(const ReviewNeed& need,
                                                 const ReviewerRules::Stage& stage) const {
  std::vector<Reviewer> found;
  for (const ReviewerRole role : stage.roles) {
    switch (role) {
      case ReviewerRole::manager: add_managers(need, true, found); break;
      case ReviewerRole::manager_above: add_managers(need, false, found); break;
      case ReviewerRole::account_owner:
        if (need.kind == CaseKind::account)
          found.push_back({snapshot_[need.subject.principal].identity, "account owner"});
        break;
      case ReviewerRole::data_owner:
        found.push_back({data_owner(snapshot_, need.resource), "data owner"});
        break;
      case ReviewerRole::source_owner: {
        if (!need.resource.valid()) break;  // the newest snapshot does not know it any more
        const std::string& source = snapshot_.source_name(snapshot_[need.resource].origin.source);
        const auto owner = rules_.source_owners.find(source);
        if (owner != rules_.source_owners.end()) found.push_back({owner->second, "source owner"});
        break;
      }
      case ReviewerRole::group: {
        std::vector<IdentityIx> members = stage.group;
        std::ranges::stable_sort(members, {}, [&](IdentityIx member) {
          const auto load = load_.find(person(member));
          return load == load_.end() ? 0 : load->second;
        });
        for (const IdentityIx member : members) found.push_back({member, "group"});
        break;
      }
      case ReviewerRole::campaign_owner:
        for (const IdentityIx owner : rules_.campaign_owners) found.push_back({owner, "campaign owner"});
        break;
    }
  }
  return found;
}

void ReviewerFinder::add_managers(const ReviewNeed& need, bool first,
                                  std::vector<Reviewer>& candidates) const {
  if (need.kind != CaseKind::person) return;
  IdentityIx at = snapshot_[need.subject.identity].manager;
  if (first && at.valid()) candidates.push_back({at, "manager"});
  if (first || !at.valid()) return;
  at = snapshot_[at].manager;
  for (int level = 1; at.valid() && level < kHighestChain; ++level) {
    candidates.push_back({at, "manager's manager"});
    at = snapshot_[at].manager;
  }
}

std::string ReviewerFinder::why_not(IdentityIx reviewer, const ReviewNeed& need) const {
  const Identity& r = snapshot_[reviewer];
  if (!is_at_work(r, snapshot_.info.as_of)) return "is not at work";
  if (rules_.departments_out.contains(lower_ascii(trim(snapshot_.text(r.department)))))
    return "belongs to a department that a conflict takes out";
  if (need.kind == CaseKind::everyone) return "";
  if (need.kind == CaseKind::account)
    return may_answer_for(reviewer, need.subject.principal) ? "" : "may be the person behind the account";
  const std::uint32_t subject = person(need.subject.identity);
  if (person(reviewer) == subject) return "would decide about her own access";
  if (r.manager.valid() && person(r.manager) == subject) return "reports to the person whose access it is";
  if (pairs_.contains({subject, person(reviewer)})) return "is reviewed by the person whose access it is";
  return "";
}

// An account that nobody could be matched with may still be hers; the account's own text tells.
bool ReviewerFinder::may_answer_for(IdentityIx reviewer, PrincipalIx account) const {
  const Principal& p = snapshot_[account];
  if (p.owner_state == OwnerState::owned) return true;
  const Identity& r = snapshot_[reviewer];
  const bool same_mail = !p.email.empty() && (p.email == r.email || lower_ascii(snapshot_.text(p.email)) ==
                                                                        lower_ascii(snapshot_.text(r.email)));
  return !same_mail && (p.employee_number.empty() || p.employee_number != r.employee_number);
}

bool ReviewerFinder::is_above(IdentityIx boss, IdentityIx person) const {
  if (!boss.valid()) return false;
  IdentityIx at = snapshot_[person].manager;
  for (int level = 0; at.valid() && level < kHighestChain; ++level) {
    if (at == boss) return true;
    at = snapshot_[at].manager;
  }
  return false;
}

bool is_at_work(const Identity& identity, UtcMillis as_of) {
  if (identity.end.is_time() && identity.end.value() <= as_of) return false;
  return identity.status == IdentityStatus::active || identity.status == IdentityStatus::unknown;
}

IdentityIx data_owner(const Snapshot& snapshot, ResourceIx resource) {
  for (int level = 0; resource.valid() && level < kHighestChain; ++level) {
    if (snapshot[resource].steward.valid()) return snapshot[resource].steward;
    resource = snapshot[resource].parent;
  }
  return {};
}

}  // namespace reeve
