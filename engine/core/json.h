// JSON for the whole project; no other file includes nlohmann/json.
//
// Objects keep their keys in byte order, so `canonical_json` is the same text for equal values.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace reeve {

using Json = nlohmann::json;

// Throws Error{config} "what: line L, column C: ..." on text that is not JSON, on a duplicate key, on invalid
// UTF-8 and on nesting deeper than 200. Integers beyond 64 bits become doubles: callers that count check
// is_number_integer.
Json parse_json(std::string_view text, std::string_view what);

// No white space, keys in byte order, UTF-8 as it is. Invalid UTF-8 throws Error{internal}.
std::string canonical_json(const Json& value);

// For people: two spaces.
std::string pretty_json(const Json& value);

}  // namespace reeve
