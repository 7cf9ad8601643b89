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

// A resource by its key or display name, or the end of one after a dot ("customers.email"). Errors as above.
ResourceIx find_resource(const Snapshot& snapshot, const std::string& text);

// A finding by a unique prefix of its fingerprint, at least four hexadecimal digits. Errors as above.
const FindingRecord& find_finding(const std::vector<FindingRecord>& findings, const std::string& text);

}  // namespace reeve
