#include "engine/access/branches.h"

#include <algorithm>

#include "engine/model/access_names.h"

namespace reeve {
namespace {

bool any_counts(const AccessGraph& graph, const WithoutEdges& without, PrincipalIx role,
                const std::vector<std::uint32_t>& reached, std::span<const std::uint32_t> grants) {
  return std::any_of(grants.begin(), grants.end(), [&](std::uint32_t g) {
    const Grant& grant = graph.snapshot.grants[g];
    if (without.lacks_grant(g)) return false;
    if (grant.personal) return grant.principal == role;
    return std::find(reached.begin(), reached.end(), grant.principal.value) != reached.end();
  });
}

std::string cannot_sign_in(const AccessGraph& graph, PrincipalIx account) {
  const std::string name = "account " + display_name(graph.snapshot, account);
  const MaybeTime end = graph.snapshot[account].valid_until;
  if (has_ended(end, graph.as_of())) return name + " ended on " + format_date(end.value());
  return name + " is disabled";
}

std::string lacks(const AccessGraph& graph, const Requirement& requirement, const Branch& branch) {
  const Snapshot& snapshot = graph.snapshot;
  const Need& need = graph.conjuncts.needs[requirement.need.value];
  const std::string what =
      std::string(snapshot.text(need.privilege)) + " on " + display_name(snapshot, need.resource);
  if (requirement.holder == Holder::reader) {
    const ResourceIx view = snapshot.lineages[requirement.edge.index].exposing;
    return display_name(snapshot, view) + " reads as " + display_name(snapshot, requirement.reader) +
           ", which has no " + what;
  }
  const PrincipalIx who = requirement.holder == Holder::login ? branch.account : branch.role;
  return display_name(snapshot, who) + " has no " + what;
}

}  // namespace

std::vector<Branch> branches_of(const AccessGraph& graph, const WithoutEdges& without,
                                std::span<const std::uint32_t> accounts, ResourceIx resource,
                                std::span<const std::uint32_t> grants) {
  SearchReach reach(graph, without);
  ActingRoles roles(graph, without);
  Demands demands(graph, reach, without);
  MetNeeds login = demands.no_needs(), acting = demands.no_needs();
  std::vector<Branch> branches;
  std::vector<std::uint32_t> reached, candidates;
  for (const std::uint32_t account : accounts) {
    const TriState sign_in = can_sign_in(graph, PrincipalIx(account));
    reach.inherited(PrincipalIx(account), reached);
    demands.collect(PrincipalIx(account), reached, login);
    roles.list(PrincipalIx(account), candidates);
    for (const std::uint32_t role : candidates) {
      reach.inherited(PrincipalIx(role), reached);
      demands.collect(PrincipalIx(role), reached, acting);
      branches.push_back({PrincipalIx(account), PrincipalIx(role),
                          both(sign_in, demands.met(resource, acting, login)),
                          any_counts(graph, without, PrincipalIx(role), reached, grants)});
    }
  }
  return branches;
}

std::vector<std::string> missing_for(const AccessGraph& graph, const Branch& branch, ResourceIx resource) {
  const WithoutEdges nothing;
  SearchReach reach(graph, nothing);
  Demands demands(graph, reach, nothing);
  std::vector<std::string> phrases;
  const auto add = [&](std::string phrase) {
    if (std::find(phrases.begin(), phrases.end(), phrase) == phrases.end())
      phrases.push_back(std::move(phrase));
  };
  if (is_no(can_sign_in(graph, branch.account))) add(cannot_sign_in(graph, branch.account));
  for (const Requirement& requirement : graph.conjuncts.requirements_of(resource)) {
    const PrincipalIx holder = requirement.holder == Holder::login    ? branch.account
                               : requirement.holder == Holder::acting ? branch.role
                                                                      : requirement.reader;
    if (!demands.meets(holder, requirement.need)) add(lacks(graph, requirement, branch));
  }
  return phrases;
}

}  // namespace reeve
