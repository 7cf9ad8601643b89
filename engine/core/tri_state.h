// Yes, no, or not known. Unknown never turns into "no" by itself: there is no conversion to bool.
#pragma once

#include <string_view>

namespace reeve {

enum class TriState : unsigned char { no = 0, yes = 1, unknown = 2 };

constexpr TriState tri(bool value) { return value ? TriState::yes : TriState::no; }
constexpr bool is_yes(TriState s) { return s == TriState::yes; }
constexpr bool is_no(TriState s) { return s == TriState::no; }
constexpr bool is_unknown(TriState s) { return s == TriState::unknown; }

// Kleene logic: a single "no" decides a conjunction, a single "yes" a disjunction.
constexpr TriState both(TriState a, TriState b) {
  if (is_no(a) || is_no(b)) return TriState::no;
  return is_unknown(a) || is_unknown(b) ? TriState::unknown : TriState::yes;
}
constexpr TriState either(TriState a, TriState b) {
  if (is_yes(a) || is_yes(b)) return TriState::yes;
  return is_unknown(a) || is_unknown(b) ? TriState::unknown : TriState::no;
}

constexpr std::string_view to_string(TriState s) { return is_yes(s) ? "yes" : is_no(s) ? "no" : "unknown"; }

}  // namespace reeve
