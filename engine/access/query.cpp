#include "engine/access/query.h"

#include <algorithm>

#include "engine/access/demands.h"
#include "engine/access/members.h"
#include "engine/access/reach.h"

namespace reeve {
namespace {

const WithoutEdges kNothing;

// Grants of the privilege on the resource, and those above it that cover it.
std::vector<std::uint32_t> grants_on(const AccessGraph& graph, ResourceIx resource,
                                     std::string_view privilege) {
  std::vector<std::uint32_t> found;
  const StringRef ref = graph.snapshot.strings.find(privilege);
  if (ref.empty() != privilege.empty()) return found;
  graph.tree.each_ancestor_or_self(resource.value, [&](std::uint32_t r) {
    for (const std::uint32_t g : graph.grants_at.row(r)) {
      const Grant& grant = graph.snapshot.grants[g];
      const bool applies = r == resource.value || grant.covers_descendants;
      if (applies && grant.privilege == ref) found.push_back(g);
    }
  });
  return found;
}

bool gives(const Grant& grant, PrincipalIx acting, const std::vector<std::uint32_t>& reached) {
  if (grant.personal) return grant.principal == acting;
  return std::find(reached.begin(), reached.end(), grant.principal.value) != reached.end();
}

template <class Fits>
bool holds_some(const AccessGraph& graph, PrincipalIx principal, ResourceIx resource,
                std::string_view privilege, const Fits& fits) {
  SearchReach reach(graph, kNothing);
  std::vector<std::uint32_t> reached;
  reach.inherited(principal, reached);
  const auto grants = grants_on(graph, resource, privilege);
  return std::any_of(grants.begin(), grants.end(), [&](std::uint32_t g) {
    const Grant& grant = graph.snapshot.grants[g];
    return fits(grant) && gives(grant, principal, reached);
  });
}

}  // namespace

bool holds(const AccessGraph& graph, PrincipalIx principal, ResourceIx resource, std::string_view privilege) {
  return holds_some(graph, principal, resource, privilege, [](const Grant& g) { return !g.option_only; });
}

bool holds_grant_option(const AccessGraph& graph, PrincipalIx principal, ResourceIx resource,
                        std::string_view privilege) {
  return holds_some(graph, principal, resource, privilege,
                    [](const Grant& g) { return g.option_only || g.grant_option; });
}

std::optional<Standing> usability(const AccessGraph& graph, PrincipalIx account, ResourceIx resource,
                                  std::string_view privilege) {
  SearchReach reach(graph, kNothing);
  ActingRoles roles(graph, kNothing);
  Demands demands(graph, reach, kNothing);
  MetNeeds login = demands.no_needs(), acting = demands.no_needs();
  std::vector<std::uint32_t> candidates, reached;
  reach.inherited(account, reached);
  demands.collect(account, reached, login);
  roles.list(account, candidates);
  const auto grants = grants_on(graph, resource, privilege);
  const TriState sign_in = can_sign_in(graph, account);
  TriState usable = TriState::no, assumable = TriState::no;
  bool any = false;
  for (const std::uint32_t role : candidates) {
    reach.inherited(PrincipalIx(role), reached);
    const bool reaches = std::any_of(grants.begin(), grants.end(), [&](std::uint32_t g) {
      const Grant& grant = graph.snapshot.grants[g];
      return !grant.option_only && gives(grant, PrincipalIx(role), reached);
    });
    if (!reaches) continue;
    any = true;
    demands.collect(PrincipalIx(role), reached, acting);
    TriState& known = role == account.value ? usable : assumable;
    known = either(known, both(sign_in, demands.met(resource, acting, login)));
  }
  if (!any) return std::nullopt;
  if (!is_no(usable)) return Standing{Usability::usable, is_unknown(usable)};
  return is_no(assumable) ? Standing{} : Standing{Usability::assumable, is_unknown(assumable)};
}

bool has_usage(const AccessGraph& graph, PrincipalIx principal, PrincipalIx role) {
  std::vector<std::uint32_t> reached;
  SearchReach(graph, kNothing).inherited(principal, reached);
  return std::find(reached.begin(), reached.end(), role.value) != reached.end();
}

bool is_member(const AccessGraph& graph, PrincipalIx principal, PrincipalIx role) {
  const std::vector<std::uint32_t> reached = reachable(graph.assumable, principal.value);
  return std::find(reached.begin(), reached.end(), role.value) != reached.end();
}

AccessTable access_of(const AccessGraph& graph, const Catalogue& catalogue, const Subject& subject) {
  return access_rows(graph, catalogue, std::span(&subject, 1));
}

AccessTable who_can(const AccessGraph& graph, const Catalogue& catalogue, const std::vector<bool>& wanted) {
  std::vector<std::uint32_t> holders;
  for (std::uint32_t g = 0; g < catalogue.of_grant.size(); ++g) {
    const EntitlementIx e = catalogue.of_grant[g];
    if (e.valid() && wanted[e.value]) holders.push_back(graph.snapshot.grants[g].principal.value);
  }
  const AccessTable all = access_rows(graph, catalogue, subjects_behind(graph, holders));
  AccessTable table;
  table.entitlements = all.entitlements;
  for (std::size_t row = 0; row < all.size(); ++row) {
    if (!wanted[all.entitlement[row].value]) continue;
    table.subject.push_back(all.subject[row]);
    table.entitlement.push_back(all.entitlement[row]);
    table.flags.push_back(all.flags[row]);
    table.usage.push_back(all.usage[row]);
    table.since.push_back(all.since[row]);
  }
  return table;
}

std::vector<bool> entitlements_of(const Catalogue& catalogue, CategorySet categories) {
  std::vector<bool> wanted;
  for (const Entitlement& e : catalogue.entitlements) wanted.push_back((e.categories & categories) != 0);
  return wanted;
}

std::vector<bool> entitlements_of(const AccessGraph& graph, const Catalogue& catalogue, ResourceIx resource) {
  std::vector<bool> wanted;
  for (std::size_t e = 0; e < catalogue.size(); ++e) {
    const ResourceIx at = catalogue.entitlements[e].resource;
    const bool from_above = catalogue.covers_descendants[e] && graph.tree.covers(at.value, resource.value);
    wanted.push_back(from_above || graph.tree.covers(resource.value, at.value));
  }
  return wanted;
}

}  // namespace reeve
