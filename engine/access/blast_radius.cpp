#include "engine/access/blast_radius.h"

#include <algorithm>

namespace reeve {
namespace {

PrincipalIx start_of(const Snapshot& snapshot, const Edge& edge) {
  return edge.kind == EdgeKind::membership ? snapshot[MembershipIx(edge.index)].member
                                           : snapshot[GrantIx(edge.index)].principal;
}

}  // namespace

AccessLevel level_of(const AccessFlags& flags) {
  if (flags.option_only) return AccessLevel::passable;
  return flags.usability == Usability::latent ? AccessLevel::latent : AccessLevel::working;
}

std::vector<Loss> BlastRadius::losses(std::span<const Edge> edges) {
  const WithoutEdges removed = without(edges);
  std::vector<std::uint32_t> principals = starts_of(edges);
  add_readers_of_views(principals);
  const std::vector<Subject> subjects = members_.subjects_behind(principals);
  const AccessTable before = access_rows(graph_, catalogue_, subjects);
  const AccessTable after = access_rows(graph_, catalogue_, subjects, removed);
  std::vector<Loss> losses;
  std::size_t next = 0;  // both tables are in the same order, and `after` has no other rows
  for (std::size_t row = 0; row < before.size(); ++row) {
    AccessLevel left = AccessLevel::none;
    const bool kept = next < after.size() && after.subject[next] == before.subject[row] &&
                      after.entitlement[next] == before.entitlement[row];
    if (kept) left = level_of(after.flags[next++]);
    if (left < level_of(before.flags[row])) {
      losses.push_back({before.subject[row], before.entitlement[row], before.usage[row]});
    }
  }
  return losses;
}

std::uint32_t BlastRadius::accounts_behind(const Edge& edge) {
  const std::uint32_t start = start_of(graph_.snapshot, edge).value;
  const std::vector<std::uint32_t> members = members_.of(std::span(&start, 1));
  return static_cast<std::uint32_t>(std::ranges::count_if(members, [&](std::uint32_t p) {
    return graph_.snapshot.principals[p].kind == PrincipalKind::account;
  }));
}

std::vector<std::uint32_t> BlastRadius::starts_of(std::span<const Edge> edges) const {
  std::vector<std::uint32_t> starts;
  for (const Edge& edge : edges) starts.push_back(start_of(graph_.snapshot, edge).value);
  return starts;
}

// Where a view reads with the rights of somebody concerned, everybody who uses the view is concerned.
void BlastRadius::add_readers_of_views(std::vector<std::uint32_t>& principals) {
  const std::vector<std::uint32_t> members = members_.of(principals);
  std::vector<bool> concerned(graph_.snapshot.principals.size(), false);
  for (const std::uint32_t p : members) concerned[p] = true;
  const auto depends = [&](const Requirement& r) {
    return r.holder == Holder::reader && concerned[r.reader.value];
  };
  std::vector<bool> profile_depends;
  for (const Profile& profile : graph_.conjuncts.profiles) {
    profile_depends.push_back(std::ranges::any_of(profile.requirements, depends));
  }
  if (std::ranges::none_of(profile_depends, [](bool d) { return d; })) return;
  for (std::uint32_t g = 0; g < catalogue_.of_grant.size(); ++g) {
    const Grant& grant = graph_.snapshot.grants[g];
    const bool counts = catalogue_.of_grant[g].valid();
    if (counts && profile_depends[graph_.conjuncts.profile_of[grant.resource.value]]) {
      principals.push_back(grant.principal.value);
    }
  }
}

}  // namespace reeve
