#include "engine/core/time.h"

#include <charconv>
#include <chrono>
#include <cstdio>

namespace reeve {
namespace {

namespace chr = std::chrono;

struct Cursor {
  std::string_view rest;

  bool skip(char c) {
    if (rest.empty() || rest.front() != c) return false;
    rest.remove_prefix(1);
    return true;
  }

  std::optional<int> digits(std::size_t count) {
    if (rest.size() < count) return std::nullopt;
    int value = 0;
    for (char c : rest.substr(0, count)) {
      if (c < '0' || c > '9') return std::nullopt;
      value = value * 10 + (c - '0');
    }
    rest.remove_prefix(count);
    return value;
  }
};

std::optional<UtcMillis> parse_date(Cursor& in) {
  const auto year = in.digits(4);
  if (!year || !in.skip('-')) return std::nullopt;
  const auto month = in.digits(2);
  if (!month || !in.skip('-')) return std::nullopt;
  const auto day = in.digits(2);
  if (!day) return std::nullopt;
  const chr::year_month_day date{chr::year{*year}, chr::month{static_cast<unsigned>(*month)},
                                 chr::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return chr::duration_cast<chr::milliseconds>(chr::sys_days{date}.time_since_epoch()).count();
}

std::optional<UtcMillis> parse_clock(Cursor& in) {
  const auto hour = in.digits(2);
  if (!hour || *hour > 23 || !in.skip(':')) return std::nullopt;
  const auto minute = in.digits(2);
  if (!minute || *minute > 59 || !in.skip(':')) return std::nullopt;
  const auto second = in.digits(2);
  if (!second || *second > 59) return std::nullopt;
  UtcMillis millis = 0;
  if (in.skip('.')) {
    int place = 100;
    bool any = false;
    while (!in.rest.empty() && in.rest.front() >= '0' && in.rest.front() <= '9') {
      millis += (in.rest.front() - '0') * place;
      place /= 10;
      any = true;
      in.rest.remove_prefix(1);
    }
    if (!any) return std::nullopt;
  }
  return ((*hour * 60LL + *minute) * 60 + *second) * 1000 + millis;
}

std::optional<UtcMillis> parse_offset(Cursor& in) {
  if (in.skip('Z')) return 0;
  const bool east = !in.rest.empty() && in.rest.front() == '+';
  if (!in.skip('+') && !in.skip('-')) return std::nullopt;
  const auto hour = in.digits(2);
  if (!hour || *hour > 23) return std::nullopt;
  in.skip(':');
  int minute = 0;
  if (!in.rest.empty()) {
    const auto parsed = in.digits(2);
    if (!parsed || *parsed > 59) return std::nullopt;
    minute = *parsed;
  }
  const UtcMillis offset = (*hour * 60LL + minute) * 60'000;
  return east ? offset : -offset;
}

}  // namespace

std::string format_date(UtcMillis t) {
  const auto days = chr::floor<chr::days>(chr::sys_time<chr::milliseconds>{chr::milliseconds{t}});
  const chr::year_month_day date{days};
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text;
}

std::string format_time(UtcMillis t) {
  const auto point = chr::sys_time<chr::milliseconds>{chr::milliseconds{t}};
  const auto since_midnight = (point - chr::floor<chr::days>(point)).count();
  const auto seconds = since_midnight / 1000;
  char text[32];
  std::snprintf(text, sizeof text, "T%02d:%02d:%02d", static_cast<int>(seconds / 3600),
                static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60));
  std::string out = format_date(t) + text;
  if (const auto millis = since_midnight % 1000; millis != 0) {
    std::snprintf(text, sizeof text, ".%03d", static_cast<int>(millis));
    out += text;
  }
  return out + 'Z';
}

std::string format_time(MaybeTime t) {
  if (t.is_unknown()) return "unknown";
  return t.is_never() ? "never" : format_time(t.value());
}

std::optional<UtcMillis> parse_time(std::string_view text) {
  Cursor in{text};
  const auto date = parse_date(in);
  if (!date || in.rest.empty()) return date;
  if (!in.skip('T') && !in.skip(' ')) return std::nullopt;
  const auto clock = parse_clock(in);
  if (!clock) return std::nullopt;
  const auto offset = parse_offset(in);
  if (!offset || !in.rest.empty()) return std::nullopt;
  return *date + *clock - *offset;
}

}  // namespace reeve
