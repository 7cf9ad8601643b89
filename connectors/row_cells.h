// How one cell becomes one field of a fact, by the type of the field.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/core/text.h"
#include "engine/model/facts.h"

namespace reeve {

// A pointer to a field of a fact, taken apart.
template <auto Member>
struct RowMember;
template <class F, class V, V F::*Member>
struct RowMember<Member> {
  using Fact = F;
  using Value = V;
};

// False where the cell holds something else. An empty cell leaves the field as it is: default or not known.
// Texts are taken as they stand; the others without the spaces around them.
bool read_cell(std::string_view cell, std::string& out);
bool read_cell(std::string_view cell, bool& out);
bool read_cell(std::string_view cell, TriState& out);
bool read_cell(std::string_view cell, MaybeTime& out);
bool read_cell(std::string_view cell, std::vector<std::string>& out);  // a|b, sorted, each once

template <class Enum>
bool read_cell(std::string_view cell, Enum& out) {
  if (trim(cell).empty()) return true;
  const auto value = enum_value<Enum>(trim(cell));
  if (value) out = *value;
  return value.has_value();
}

template <auto Member>
bool read_member(std::string_view cell, Fact& fact) {
  return read_cell(cell, std::get<typename RowMember<Member>::Fact>(fact).*Member);
}

// What a cell may hold, for people.
template <class Value>
std::string cell_values() {
  constexpr auto& kNames = EnumNames<Value>::names;
  return join({kNames.begin(), kNames.end()}, ", ");
}
template <>
inline std::string cell_values<std::string>() {
  return "text";
}
template <>
inline std::string cell_values<bool>() {
  return "yes, no";
}
template <>
inline std::string cell_values<TriState>() {
  return "yes, no, unknown";
}
template <>
inline std::string cell_values<MaybeTime>() {
  return "a time since 1970";
}
template <>
inline std::string cell_values<std::vector<std::string>>() {
  return "texts separated by |";
}

}  // namespace reeve
