// What the server's schema says about attribute types: which names mean the same, and how values compare.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

namespace reeve::ldap {

// folded: without regard to case and to the number of spaces; spaced: the number of spaces does not count;
// bytes: as they are.
enum class Comparison : unsigned char { folded, spaced, bytes };

struct AttributeType {
  std::string name;  // lower case, the first one that the schema gives
  Comparison comparison = Comparison::folded;
};

class Schema {
 public:
  // What names mostly consist of, for servers that do not show their schema.
  Schema();
  // `attribute_types`: the values of attributeTypes of the subschema (RFC 4512). What cannot be read of them
  // is left as it was. A type without a rule of its own has that of its superior; without any, as in Active
  // Directory, case does not count.
  explicit Schema(std::span<const std::string> attribute_types);

  // By name or OID, in any case. A type that the schema does not know is folded, under its own name.
  AttributeType type(std::string_view name) const;

 private:
  void add(std::string_view definition);

  struct Definition {
    AttributeType type;
    std::string superior;
    bool has_rule = false;
  };
  void inherit(Definition& definition, int depth) const;

  std::unordered_map<std::string, Definition> types_;  // by every name and the OID, lower case
};

}  // namespace reeve::ldap
