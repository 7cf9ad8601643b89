// Whole numbers as texts.
#pragma once

#include <charconv>
#include <concepts>
#include <optional>
#include <string_view>

namespace reeve {

// The whole text has to be the number: no spaces, no sign but a minus before a signed one, nothing after it.
// nullopt where it is not, or where the type cannot hold it.
template <std::integral Number>
std::optional<Number> parse_number(std::string_view text) {
  Number number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace reeve
