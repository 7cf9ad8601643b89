#include "engine/policy/account_use.h"

#include "engine/policy/membership_edges.h"

namespace reeve {
namespace {

void add_log(const Snapshot& snapshot, std::vector<AccountUse>& all) {
  std::vector<bool> told(all.size(), false), nameless(all.size(), false);
  for (const Usage& usage : snapshot.usages) {
    const std::uint32_t p = usage.principal.value;
    if (!usage.last_used.is_unknown()) told[p] = true;
    if (!usage.last_used.is_time()) continue;
    if (usage.attribution == UsageAttribution::unknown) nameless[p] = true;
    if (usage.attribution != UsageAttribution::unknown) all[p].by.emplace(to_string(usage.attribution));
  }
  for (std::size_t p = 0; p < all.size(); ++p) all[p].unknown = !told[p] || nameless[p];
}

bool is_of_a_person(const Principal& account) {
  return account.kind == PrincipalKind::account && account.owner_state == OwnerState::correlated;
}

void note(MaybeTime granted_at, AccountUse& use) {
  const bool older = granted_at.is_time() && (!use.known_since.is_time() || granted_at < use.known_since);
  if (older) use.known_since = granted_at;
}

}  // namespace

std::vector<AccountUse> account_use(const Snapshot& snapshot) {
  std::vector<AccountUse> all(snapshot.principals.size());
  add_log(snapshot, all);
  for (const Membership& edge : snapshot.memberships) {
    note(edge.granted_at, all[edge.member.value]);
    const bool acts = (edge.inherited || edge.assumable) && edge.origin.source.valid() &&
                      !has_passed(edge.valid_until, snapshot.info.as_of);
    if (acts && is_of_a_person(snapshot[edge.member])) all[edge.container.value].person_may_act = true;
  }
  for (const Grant& grant : snapshot.grants) note(grant.granted_at, all[grant.principal.value]);
  return all;
}

}  // namespace reeve
