// Effective access: who reaches which entitlement, and how (architecture section 4).
#pragma once

#include "engine/access/catalogue.h"
#include "engine/access/graph.h"

namespace reeve {

// Everybody's rows of the sensitive entitlements, with the columns by principal and by entitlement filled.
AccessTable effective_access(const AccessGraph& graph, const Catalogue& catalogue);

// The rows of some subjects (ordered as given), with some edges thought away. Found by search, so it costs
// what those subjects reach. `reach`, `holders` and `population` stay empty.
AccessTable access_rows(const AccessGraph& graph, const Catalogue& catalogue,
                        std::span<const Subject> subjects, const WithoutEdges& without = {});

// All subjects in the order of the table: identities, then accounts that are nobody's, and PUBLIC.
std::vector<Subject> all_subjects(const AccessGraph& graph);
// Whose rows an account's access is in.
Subject subject_of(const AccessGraph& graph, PrincipalIx account);
// The accounts that make up the subject (PUBLIC: itself).
std::vector<std::uint32_t> accounts_of(const AccessGraph& graph, const Subject& subject);

}  // namespace reeve
