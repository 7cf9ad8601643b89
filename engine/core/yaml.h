// YAML as JSON values; with engine/policy/rule_metadata.cpp the only place that includes yaml-cpp.
#pragma once

#include <string_view>

#include "engine/core/json.h"

namespace reeve {

// Scalars are texts as they stand ("yes" stays "yes"), empty ones null. Throws Error{config} "what: line L:
// ..." on text that is not YAML, on a key that stands twice or is no text, and on nesting deeper than 200.
Json parse_yaml(std::string_view text, std::string_view what);

}  // namespace reeve
