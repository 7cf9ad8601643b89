// How PostgreSQL (14 and later) takes an edge away, and gives it back. Pure text.
//
// Every name stands in double quotes. A right is revoked as the role that granted it, because a superuser's
// REVOKE of another's grant succeeds and changes nothing. An owner's rights, a superuser's and those of the
// predefined roles have no REVOKE, and the text says what to do instead.
#pragma once

#include "engine/remediation/removal_words.h"

namespace reeve {

RemovalText postgresql_removal_text(const EdgeFacts& edge);

// What goes with it: grants that its holder made by its grant option (they need CASCADE), and the same right
// on the columns of the relation, which the server takes without being asked.
std::vector<GrantFact> postgresql_also_lost(const EdgeFacts& edge, const std::vector<GrantFact>& all);

}  // namespace reeve
