// Holds JSON against a schema: the part of JSON Schema (draft 7) that our schemas use.
#pragma once

#include <string>
#include <vector>

#include "engine/core/json.h"

namespace reeve {

// One mistake, for people: "jobs.Clerk[0].actions[1]: ...". The path is empty at the top.
struct SchemaMistake {
  std::string path;
  std::string what;
  bool operator==(const SchemaMistake&) const = default;
};

// All mistakes, in the order of the document. Throws Error{internal} where the schema uses a keyword that is
// not understood: nothing is checked half. Understood: type, enum, required, properties, propertyNames
// (pattern, enum, not), additionalProperties, minProperties, maxProperties, items (one schema), minItems,
// uniqueItems, minimum, maximum, minLength, pattern, not, and what only describes.
std::vector<SchemaMistake> schema_mistakes(const Json& schema, const Json& value);

// "jobs.Clerk[0].actions[1]: ..." or, at the top, the mistake alone.
std::string sentence_of(const SchemaMistake& mistake);

}  // namespace reeve
