// Times are UTC milliseconds since 1970 in a 64-bit integer; there is no local time inside.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace reeve {

using UtcMillis = std::int64_t;

inline constexpr UtcMillis kDay = 24LL * 60 * 60 * 1000;

// A time that a source may not have told, or that never comes. Three states: unknown, never, at a time.
// In the store: NULL = unknown, INT64_MAX = never, anything else is the time.
class MaybeTime {
 public:
  constexpr MaybeTime() = default;  // unknown
  static constexpr MaybeTime unknown() { return {}; }
  static constexpr MaybeTime never() { return at(INT64_MAX); }
  static constexpr MaybeTime at(UtcMillis t) {
    MaybeTime m;
    m.known_ = true;
    m.value_ = t;
    return m;
  }

  constexpr bool is_unknown() const { return !known_; }
  constexpr bool is_never() const { return known_ && value_ == INT64_MAX; }
  constexpr bool is_time() const { return known_ && value_ != INT64_MAX; }
  constexpr UtcMillis value() const { return value_; }  // only where is_time()
  constexpr auto operator<=>(const MaybeTime&) const = default;

 private:
  bool known_ = false;
  UtcMillis value_ = 0;
};

// "2026-03-01T10:11:12.345Z" (milliseconds only where they are not zero), and "2026-03-01".
std::string format_time(UtcMillis t);
std::string format_date(UtcMillis t);
// "unknown", "never" or the time.
std::string format_time(MaybeTime t);

// Accepts YYYY-MM-DD, YYYY-MM-DDThh:mm:ss[.fff]Z and the same with a space or an offset +hh:mm.
// nullopt where the text is none of these or names no real date. A time without a zone is refused.
std::optional<UtcMillis> parse_time(std::string_view text);

}  // namespace reeve
