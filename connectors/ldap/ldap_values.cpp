#include "connectors/ldap/ldap_values.h"

#include <charconv>
#include <cmath>

#include "engine/core/digest.h"
#include "engine/core/text.h"

namespace reeve::ldap {
namespace {

constexpr std::int64_t kWindowsToUnixMillis = 11'644'473'600'000;

std::string with_dashes(const std::string& hex) {
  return hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" + hex.substr(16, 4) + "-" +
         hex.substr(20);
}

std::uint64_t byte_at(std::string_view bytes, std::size_t place) {
  return static_cast<unsigned char>(bytes[place]);
}

bool is_digits(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

// What stands behind the seconds: Z, +hhmm, -hh.
std::optional<std::string> offset_from(std::string_view zone) {
  if (zone == "Z") return "Z";
  if ((zone.size() != 3 && zone.size() != 5) || (zone[0] != '+' && zone[0] != '-')) return std::nullopt;
  if (!is_digits(zone.substr(1))) return std::nullopt;
  const std::string minutes = zone.size() == 5 ? std::string{zone.substr(3)} : "00";
  return std::string{zone.substr(0, 3)} + ":" + minutes;
}

}  // namespace

std::optional<std::string> guid_text(std::string_view bytes) {
  if (bytes.size() != 16) return std::nullopt;
  // The first three groups are numbers in little endian.
  std::string ordered;
  for (const std::size_t place : {3, 2, 1, 0, 5, 4, 7, 6}) ordered += bytes[place];
  ordered += bytes.substr(8);
  return with_dashes(to_hex(ordered));
}

std::optional<std::string> uuid_bytes(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  std::string bytes;
  for (std::size_t i = 0; i < text.size();) {
    if (i == 8 || i == 13 || i == 18 || i == 23) {
      if (text[i] != '-') return std::nullopt;
      ++i;
    }
    unsigned value = 0;
    const char* const end = text.data() + i + 2;
    if (std::from_chars(text.data() + i, end, value, 16).ptr != end) return std::nullopt;
    bytes += static_cast<char>(value);
    i += 2;
  }
  return bytes;
}

std::optional<std::string> sid_text(std::string_view bytes) {
  if (bytes.size() < 8 || bytes.size() != 8 + 4 * byte_at(bytes, 1)) return std::nullopt;
  std::uint64_t authority = 0;
  for (std::size_t i = 2; i < 8; ++i) authority = authority << 8 | byte_at(bytes, i);
  std::string text = "S-" + std::to_string(byte_at(bytes, 0)) + "-" + std::to_string(authority);
  for (std::size_t i = 8; i < bytes.size(); i += 4) {
    const std::uint64_t part = byte_at(bytes, i) | byte_at(bytes, i + 1) << 8 | byte_at(bytes, i + 2) << 16 |
                               byte_at(bytes, i + 3) << 24;
    text += "-" + std::to_string(part);
  }
  return text;
}

std::string_view domain_of_sid(std::string_view sid) {
  const std::size_t dash = sid.rfind('-');
  return dash == std::string_view::npos ? std::string_view{} : sid.substr(0, dash);
}

std::optional<std::int64_t> number_from(std::string_view text) {
  std::int64_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (text.empty() || error != std::errc{} || stop != end) return std::nullopt;
  return value;
}

std::optional<UtcMillis> time_from(std::string_view text) {
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  if (digits != 10 && digits != 12 && digits != 14) return parse_time(text);
  std::string date{text.substr(0, digits)};
  date.resize(14, '0');
  std::string_view rest = text.substr(digits);
  std::string fraction;
  if (rest.starts_with('.') || rest.starts_with(',')) {
    const std::size_t end = std::min(rest.find_first_not_of("0123456789", 1), rest.size());
    fraction = std::string{rest.substr(1, end - 1)};
    // A fraction of an hour or a minute is allowed and never met.
    if (fraction.empty() || digits != 14) return std::nullopt;
    fraction = "." + fraction.substr(0, 3);
    rest.remove_prefix(end);
  }
  const auto offset = offset_from(rest);
  if (!offset) return std::nullopt;
  return parse_time(date.substr(0, 4) + "-" + date.substr(4, 2) + "-" + date.substr(6, 2) + "T" +
                    date.substr(8, 2) + ":" + date.substr(10, 2) + ":" + date.substr(12, 2) + fraction +
                    *offset);
}

MaybeTime windows_time_from(std::string_view text) {
  const auto ticks = number_from(text);
  if (!ticks || *ticks < 0) return MaybeTime::unknown();
  if (*ticks == 0 || *ticks == INT64_MAX) return MaybeTime::never();
  return MaybeTime::at(*ticks / 10'000 - kWindowsToUnixMillis);
}

ExtendedName extended_name_from(std::string_view text) {
  ExtendedName name;
  while (text.starts_with('<')) {
    const std::size_t end = std::min(text.find('>'), text.size());
    const std::string_view part = text.substr(1, end - 1);
    if (part.starts_with("GUID=")) name.guid = lower_ascii(part.substr(5));
    if (part.starts_with("SID=")) name.sid = std::string{part.substr(4)};
    text.remove_prefix(std::min(end + 1, text.size()));
    if (text.starts_with(';')) text.remove_prefix(1);
  }
  name.dn = std::string{text};
  return name;
}

}  // namespace reeve::ldap
