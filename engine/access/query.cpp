#include "engine/access/query.h"

#include <algorithm>

#include "engine/access/branches.h"
#include "engine/access/members.h"
#include "engine/access/reach.h"

namespace reeve {
namespace {

const WithoutEdges kNothing;

// Unlike StringPool::find, tells an unknown privilege from an empty one.
std::vector<std::uint32_t> grants_on(const AccessGraph& graph, ResourceIx resource,
                                     std::string_view privilege, GrantGives gives) {
  const StringRef ref = graph.snapshot.strings.find(privilege);
  if (ref.empty() && !privilege.empty()) return {};
  return grants_of(graph, {resource, ref, GrantLevel::here_and_above}, gives);
}

bool holds_some(const AccessGraph& graph, PrincipalIx principal, ResourceIx resource,
                std::string_view privilege, GrantGives gives) {
  const auto grants = grants_on(graph, resource, privilege, gives);
  const std::vector<Branch> branches =
      branches_of(graph, kNothing, std::span(&principal.value, 1), resource, grants);
  return branches.front().reaches;  // the first is the principal as itself
}

}  // namespace

bool holds(const AccessGraph& graph, PrincipalIx principal, ResourceIx resource, std::string_view privilege) {
  return holds_some(graph, principal, resource, privilege, GrantGives::right);
}

bool holds_grant_option(const AccessGraph& graph, PrincipalIx principal, ResourceIx resource,
                        std::string_view privilege) {
  return holds_some(graph, principal, resource, privilege, GrantGives::option);
}

std::optional<UsabilityAnswer> usability(const AccessGraph& graph, PrincipalIx account, ResourceIx resource,
                                         std::string_view privilege) {
  const auto grants = grants_on(graph, resource, privilege, GrantGives::right);
  TriState usable = TriState::no, assumable = TriState::no;
  bool any = false;
  for (const Branch& b : branches_of(graph, kNothing, std::span(&account.value, 1), resource, grants)) {
    any = any || b.reaches;
    TriState& known = b.role == account ? usable : assumable;
    if (b.reaches) known = either(known, b.works);
  }
  if (!any) return std::nullopt;
  if (!is_no(usable)) return UsabilityAnswer{Usability::usable, is_unknown(usable)};
  return is_no(assumable) ? UsabilityAnswer{} : UsabilityAnswer{Usability::assumable, is_unknown(assumable)};
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
  const AccessTable all = access_rows(graph, catalogue, Members(graph).subjects_behind(holders));
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
