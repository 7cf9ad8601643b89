// The attribute catalogue: everything that a rule may read, by grain (policies/schemas/attributes.json).
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/attribute_columns.h"

namespace reeve {

enum class AttributeType : unsigned char { string, boolean, integer, set };
REEVE_ENUM_NAMES(AttributeType, "string", "boolean", "integer", "set")

struct Attribute {
  std::string name;  // "identity.status"
  AttributeType type = AttributeType::string;
  bool nullable = false;            // null means not known
  std::vector<std::string> values;  // all that a text can be; empty = any
  std::string about;
};

class AttributeCatalogue {
 public:
  // Throws Error{policy} naming `what` where the text is no catalogue.
  static AttributeCatalogue parse(std::string_view text, const std::string& what);

  // Ordered by name.
  const std::vector<Attribute>& of(Grain grain) const { return grains_[static_cast<std::size_t>(grain)]; }
  // nullptr where the grain has no such attribute.
  const Attribute* find(Grain grain, std::string_view name) const;

 private:
  std::array<std::vector<Attribute>, kGrainCount> grains_;
};

// The one inside the binary: attributes are worked out by this program, so it fits this program only.
const AttributeCatalogue& attribute_catalogue();

// What is wrong with a value of the attribute; empty where nothing is. Sets are arrays of texts, sorted and
// unique.
std::string objection(const Attribute& attribute, const Json& value);

}  // namespace reeve
