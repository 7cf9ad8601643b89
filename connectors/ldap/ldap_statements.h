// How a directory takes a member out of a group, and puts it back: one change in LDIF (RFC 2849). Pure text.
//
// In Active Directory entries are named by their objectGUID, `<GUID=...>`, which the server takes wherever a
// distinguished name may stand.
#pragma once

#include "engine/remediation/removal_words.h"

namespace reeve {

RemovalText ldap_removal_text(const EdgeFacts& edge);

}  // namespace reeve
