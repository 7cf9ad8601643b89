// The people who see more of the portal than a desk of their own: who has which role, and their links.
#pragma once

#include <string>

#include "engine/model/portal_role.h"
#include "engine/workflow/links.h"

namespace reeve {

// The roles that reeve.toml gives to the entry; letter case does not matter.
RoleSet staff_roles_of(const Config& config, const std::string& entry);

// A link that lets in once as this role, for `hours`. `person` is an entry of that role in reeve.toml, or any
// name of the same person in the newest snapshot. Error{refused} where reeve.toml does not give her the role,
// Error{usage} for the role of reviewers, whose links are those of their campaign.
IssuedLink issue_staff_link(Context& context, Store& store, PortalRole role, const std::string& person,
                            int hours = 24);

}  // namespace reeve
