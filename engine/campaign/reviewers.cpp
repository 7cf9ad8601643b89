#include "engine/campaign/reviewers.h"

#include <set>
#include <utility>

#include "engine/core/text.h"

namespace reeve {
namespace {

// HR data may hold cycles; nobody is this far from the top.
constexpr int kHighestChain = 64;

struct Candidate {
  IdentityIx identity;
  std::string why;
};

class Assignment {
 public:
  Assignment(const Snapshot& snapshot, const std::vector<IdentityIx>& owners)
      : snapshot_(snapshot), owners_(owners) {}

  std::vector<Reviewer> run(const std::vector<ReviewNeed>& needs) {
    std::vector<Reviewer> reviewers;
    for (const ReviewNeed& need : needs) reviewers.push_back(first_permitted(need));
    return reviewers;
  }

 private:
  Reviewer first_permitted(const ReviewNeed& need) {
    const std::vector<Candidate> candidates = candidates_for(need);
    for (const Candidate& c : candidates) {
      if (permitted(c.identity, need) && !is_above(need.subject.identity, c.identity)) return taken(c, need);
    }
    for (const Candidate& c : candidates) {
      if (permitted(c.identity, need)) return taken({c.identity, c.why + ", works below the subject"}, need);
    }
    return {};
  }

  std::vector<Candidate> candidates_for(const ReviewNeed& need) const {
    std::vector<Candidate> candidates;
    if (need.kind == CaseKind::person) add_managers(need.subject.identity, candidates);
    if (need.kind == CaseKind::account) {
      candidates.push_back({snapshot_[need.subject.principal].identity, "account owner"});
    }
    candidates.push_back({data_owner(snapshot_, need.resource), "data owner"});
    for (const IdentityIx owner : owners_) candidates.push_back({owner, "campaign owner"});
    return candidates;
  }

  void add_managers(IdentityIx subject, std::vector<Candidate>& candidates) const {
    IdentityIx at = snapshot_[subject].manager;
    for (int level = 0; at.valid() && level < kHighestChain; ++level) {
      candidates.push_back({at, level == 0 ? "manager" : "manager's manager"});
      at = snapshot_[at].manager;
    }
  }

  bool permitted(IdentityIx reviewer, const ReviewNeed& need) const {
    if (!reviewer.valid() || !is_at_work(snapshot_[reviewer], snapshot_.info.as_of)) return false;
    if (need.kind == CaseKind::everyone) return true;
    if (need.kind == CaseKind::account) return may_answer_for(reviewer, need.subject.principal);
    const IdentityIx subject = need.subject.identity;
    return !same_person(reviewer, subject) && snapshot_[reviewer].manager != subject &&
           !pairs_.contains({subject, reviewer});
  }

  // An account that nobody could be matched with may still be hers; the account's own text tells.
  bool may_answer_for(IdentityIx reviewer, PrincipalIx account) const {
    const Principal& p = snapshot_[account];
    if (p.owner_state == OwnerState::owned) return true;
    const Identity& r = snapshot_[reviewer];
    return !(same_text(p.email, r.email) ||
             (!p.employee_number.empty() && p.employee_number == r.employee_number));
  }

  bool same_person(IdentityIx a, IdentityIx b) const {
    return a == b || same_text(snapshot_[a].email, snapshot_[b].email);
  }

  bool same_text(StringRef a, StringRef b) const {
    return !a.empty() && (a == b || lower_ascii(snapshot_.text(a)) == lower_ascii(snapshot_.text(b)));
  }

  bool is_above(IdentityIx boss, IdentityIx person) const {
    if (!boss.valid()) return false;
    IdentityIx at = snapshot_[person].manager;
    for (int level = 0; at.valid() && level < kHighestChain; ++level) {
      if (at == boss) return true;
      at = snapshot_[at].manager;
    }
    return false;
  }

  Reviewer taken(const Candidate& candidate, const ReviewNeed& need) {
    if (need.kind == CaseKind::person) pairs_.insert({candidate.identity, need.subject.identity});
    return {candidate.identity, candidate.why};
  }

  const Snapshot& snapshot_;
  const std::vector<IdentityIx>& owners_;
  std::set<std::pair<IdentityIx, IdentityIx>> pairs_;  // reviewer, subject
};

}  // namespace

std::vector<Reviewer> assign_reviewers(const Snapshot& snapshot, const std::vector<ReviewNeed>& needs,
                                       const std::vector<IdentityIx>& campaign_owners) {
  return Assignment(snapshot, campaign_owners).run(needs);
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
