// Keys and names of what an access table refers to: the same ones in findings, cases and reports.
#pragma once

#include <string>
#include <vector>

#include "engine/model/access_table.h"

namespace reeve {

// Stable across snapshots: Snapshot::subject_key of whichever of the two the subject is.
std::string subject_key(const Snapshot& snapshot, const Subject& subject);
// join_key({source, "resource", native key, privilege}).
std::string entitlement_key(const Snapshot& snapshot, const Entitlement& entitlement);

// For people. Where a source tells no display name, its key.
std::string display_name(const Snapshot& snapshot, IdentityIx identity);
std::string display_name(const Snapshot& snapshot, PrincipalIx principal);
std::string display_name(const Snapshot& snapshot, ResourceIx resource);
std::string display_name(const Snapshot& snapshot, const Subject& subject);
std::string display_name(const Snapshot& snapshot, const Entitlement& entitlement);  // "SELECT on customers"

// Ids such as customer_email, in the order of the snapshot.
std::vector<std::string> category_ids(const Snapshot& snapshot, CategorySet set);

}  // namespace reeve
