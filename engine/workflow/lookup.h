// Finds what people type: a person or account, a resource, a finding.
#pragma once

#include <string>
#include <vector>

#include "engine/model/access_table.h"
#include "engine/model/finding.h"

namespace reeve {

// An identity by its key, employee number, e-mail or display name; else an account by key or name; else
// PUBLIC by the name of its source. Letter case does not matter. Throws Error{not_found} with the nearest
// name, and Error{conflict} listing the candidates where several match.
Subject find_subject(const Snapshot& snapshot, const std::string& text);

// The person whom `text` names, as above, or by an account of hers; spaces around it do not matter. Throws
// also Error{refused} where it is blank or names an account that is nobody's.
IdentityIx find_person(const Snapshot& snapshot, const std::string& text);

// Whether two identities are one person: the same row, or the same e-mail or employee number in two sources.
bool same_person(const Snapshot& snapshot, IdentityIx a, IdentityIx b);

// The person of an identity's or an account's subject key; invalid where the snapshot has none: an account
// that is nobody's, or a row that is gone.
IdentityIx person_of(const Snapshot& snapshot, const std::string& subject_key);

// A resource by its key or display name, or the end of one after a dot ("customers.email"). Errors as above.
ResourceIx find_resource(const Snapshot& snapshot, const std::string& text);

// A finding by a unique prefix of its fingerprint, at least four hexadecimal digits. Errors as above.
const FindingRecord& find_finding(const std::vector<FindingRecord>& findings, const std::string& text);

}  // namespace reeve
