// Single questions about a snapshot, answered by search: no closure is built.
#pragma once

#include <optional>
#include <string_view>

#include "engine/access/effective.h"

namespace reeve {

// Whether the principal, acting as itself, has the privilege on the resource, by a grant there or by one that
// covers it from above. Gates and enabled accounts are not asked (what has_table_privilege answers).
bool holds(const AccessGraph& graph, PrincipalIx principal, ResourceIx resource, std::string_view privilege);
// Whether it may pass it on.
bool holds_grant_option(const AccessGraph& graph, PrincipalIx principal, ResourceIx resource,
                        std::string_view privilege);

struct UsabilityAnswer {
  Usability usability = Usability::latent;
  bool unknown = false;  // works only if something holds that is not known
  bool operator==(const UsabilityAnswer&) const = default;
};
// How far somebody who signs in with the account gets; nullopt where there is no grant path.
std::optional<UsabilityAnswer> usability(const AccessGraph& graph, PrincipalIx account, ResourceIx resource,
                                         std::string_view privilege);

// Whether the principal may act as the role, over any number of assumable edges (pg_has_role MEMBER).
bool is_member(const AccessGraph& graph, PrincipalIx principal, PrincipalIx role);
// Whether it has the role's rights at once (pg_has_role USAGE).
bool has_usage(const AccessGraph& graph, PrincipalIx principal, PrincipalIx role);

// Everything that the subject reaches, as rows like those of effective_access.
AccessTable access_of(const AccessGraph& graph, const Catalogue& catalogue, const Subject& subject);

// Everybody's rows of the entitlements that `wanted` marks (by EntitlementIx).
AccessTable who_can(const AccessGraph& graph, const Catalogue& catalogue, const std::vector<bool>& wanted);
// Entitlements that reach one of the categories.
std::vector<bool> entitlements_of(const Catalogue& catalogue, CategorySet categories);
// Entitlements on the resource, on what is below it, and those from above that cover it.
std::vector<bool> entitlements_of(const AccessGraph& graph, const Catalogue& catalogue, ResourceIx resource);

}  // namespace reeve
