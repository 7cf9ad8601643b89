// What `reeve source check` says: whether the account may read what the connector needs.
#pragma once

#include <vector>

#include "connectors/ldap/ldap_session.h"
#include "engine/sync/connector.h"

namespace reeve::ldap {

// Looks at the first entries of each kind. A directory does not say what it hides; what every entry must have
// and one does not show is hidden for sure.
std::vector<CheckItem> check_items(Directory& directory, const Session& session);

// Whether the next read need only ask for changes.
void add_changes_item(Entries& entries, const Session& session, std::vector<CheckItem>& items);

}  // namespace reeve::ldap
