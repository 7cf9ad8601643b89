#include "engine/policy/privileged_roles.h"

#include "engine/policy/membership_edges.h"

namespace reeve {
namespace {

void add_people(const Snapshot& snapshot, const MembershipEdges& edges, PrincipalIx principal, bool personal,
                PrivilegedRole& role) {
  std::set<PrincipalIx> inheriting;
  if (!personal) inheriting = edges.all_members_of(principal, std::mem_fn(&Membership::inherited));
  for (const PrincipalIx member : edges.all_members_of(principal, std::mem_fn(&Membership::assumable))) {
    const Principal& account = snapshot[member];
    const bool hers = account.kind == PrincipalKind::account && account.identity.valid() &&
                      account.owner_state == OwnerState::correlated;
    if (!hers || inheriting.contains(member)) continue;
    const Identity& person = snapshot[account.identity];
    if (person.status == IdentityStatus::left) continue;
    if (person.job.empty()) role.job_unknown = true;
    if (!person.job.empty()) role.jobs.emplace(snapshot.text(person.job));
  }
}

}  // namespace

std::vector<PrivilegedRole> privileged_roles(const Snapshot& snapshot, const AccessTable& access) {
  std::vector<PrivilegedRole> all(snapshot.principals.size());
  std::vector<bool> personal(all.size(), false);
  for (const Grant& grant : snapshot.grants) {
    const std::uint32_t p = grant.principal.value;
    const bool reaches = access.reach[p] != 0 || access.reaches_undecided[p];
    const bool is_role = snapshot[grant.principal].kind == PrincipalKind::group ||
                         snapshot[grant.principal].kind == PrincipalKind::role;
    const bool strong = grant.kind == GrantKind::superuser || grant.kind == GrantKind::ownership ||
                        grant.action == Action::administer;
    if (!is_role || !reaches || !strong || has_passed(grant.valid_until, snapshot.info.as_of)) continue;
    all[p].privileged = true;
    if (grant.personal) personal[p] = true;
  }
  const MembershipEdges edges(snapshot);
  for (std::size_t p = 0; p < all.size(); ++p) {
    if (all[p].privileged) add_people(snapshot, edges, PrincipalIx(p), personal[p], all[p]);
  }
  return all;
}

}  // namespace reeve
