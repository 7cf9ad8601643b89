#include "engine/policy/membership_edges.h"

namespace reeve {

bool has_passed(MaybeTime until, UtcMillis as_of) { return until.is_time() && until.value() <= as_of; }

MembershipEdges::MembershipEdges(const Snapshot& snapshot)
    : snapshot_(snapshot),
      up_(lists(snapshot, &Membership::member)),
      down_(lists(snapshot, &Membership::container)) {}

std::set<PrincipalIx> MembershipEdges::all_members_of(
    PrincipalIx principal, const std::function<bool(const Membership&)>& counts) const {
  std::set<PrincipalIx> found{principal};
  std::vector<PrincipalIx> open{principal};
  while (!open.empty()) {
    const PrincipalIx at = open.back();
    open.pop_back();
    for (const MembershipIx ix : members_of(at)) {
      const Membership& edge = snapshot_[ix];
      if (counts(edge) && found.insert(edge.member).second) open.push_back(edge.member);
    }
  }
  return found;
}

MembershipEdges::Lists MembershipEdges::lists(const Snapshot& snapshot, PrincipalIx Membership::*end) {
  Lists lists;
  lists.first.assign(snapshot.principals.size() + 1, 0);
  const auto counts = [&](const Membership& edge) {
    return (edge.inherited || edge.assumable) && !has_passed(edge.valid_until, snapshot.info.as_of);
  };
  for (const Membership& edge : snapshot.memberships) {
    if (counts(edge)) ++lists.first[(edge.*end).value + 1];
  }
  for (std::size_t i = 1; i < lists.first.size(); ++i) lists.first[i] += lists.first[i - 1];
  lists.edges.resize(lists.first.back());
  std::vector<std::size_t> next(lists.first.begin(), lists.first.end() - 1);
  for (std::size_t i = 0; i < snapshot.memberships.size(); ++i) {
    const Membership& edge = snapshot.memberships[i];
    if (counts(edge)) lists.edges[next[(edge.*end).value]++] = MembershipIx(i);
  }
  return lists;
}

}  // namespace reeve
