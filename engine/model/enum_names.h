// Names of enum values, both ways, from one table per enum.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace reeve {

// Specialised next to each enum: `names` in the order of the values, which count from 0 without gaps.
template <class Enum>
struct EnumNames;

template <class Enum>
constexpr std::string_view enum_name(Enum value) {
  return EnumNames<Enum>::names[static_cast<std::size_t>(value)];
}

template <class Enum>
constexpr std::optional<Enum> enum_value(std::string_view text) {
  for (std::size_t i = 0; i < EnumNames<Enum>::names.size(); ++i) {
    if (EnumNames<Enum>::names[i] == text) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace reeve

#define REEVE_ENUM_NAMES(Enum, ...)                                               \
  template <>                                                                     \
  struct EnumNames<Enum> {                                                        \
    static constexpr auto names = std::to_array<std::string_view>({__VA_ARGS__}); \
  };                                                                              \
  inline constexpr std::string_view to_string(Enum value) { return enum_name(value); }
