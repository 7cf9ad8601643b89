#include "engine/policy/member_administrators.h"

#include "engine/policy/membership_edges.h"

namespace reeve {
namespace {

IdentityIx person_of(const Principal& principal) {
  const bool known =
      principal.owner_state == OwnerState::correlated || principal.owner_state == OwnerState::owned;
  return known ? principal.identity : IdentityIx{};
}

void add_account(const Snapshot& snapshot, const Principal& account, IdentityIx answers,
                 MemberAdministrators& administrators) {
  if (account.kind != PrincipalKind::account || account.enabled == TriState::no) return;
  if (has_passed(account.valid_until, snapshot.info.as_of)) return;
  const IdentityIx person = person_of(account);
  if (person.valid() && person == answers) return;
  if (!person.valid() || snapshot[person].job.empty()) {
    administrators.job_unknown = true;
  } else {
    administrators.jobs.emplace(snapshot.text(snapshot[person].job));
  }
}

}  // namespace

std::vector<MemberAdministrators> member_administrators(const Snapshot& snapshot) {
  std::vector<MemberAdministrators> all(snapshot.principals.size());
  const MembershipEdges edges(snapshot);
  const auto any_edge = [](const Membership&) { return true; };  // has its rights or may act as it
  for (const Membership& edge : snapshot.memberships) {
    if (!edge.administer || has_passed(edge.valid_until, snapshot.info.as_of)) continue;
    const IdentityIx answers = person_of(snapshot[edge.container]);
    for (const PrincipalIx p : edges.all_members_of(edge.member, any_edge)) {
      add_account(snapshot, snapshot[p], answers, all[edge.container.value]);
    }
  }
  return all;
}

}  // namespace reeve
