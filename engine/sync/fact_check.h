// What a fact must be before anybody keeps it.
#pragma once

#include <string>

#include "engine/model/facts.h"

namespace reeve {

// Why the fact cannot be kept; empty where it can. Identifying keys must not be empty; keys are opaque bytes
// without NUL; every other text is UTF-8 without NUL; labels are sorted, each once.
std::string objection_to(const Fact& fact);

// All parts that the fact cannot do without have a value, so that its natural key blocks something.
bool has_key(const Fact& fact);

}  // namespace reeve
