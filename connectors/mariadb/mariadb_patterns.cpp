#include "connectors/mariadb/mariadb_patterns.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "engine/core/text.h"

namespace reeve::mariadb {
namespace {

constexpr bool is_wild(char c) { return c == '%' || c == '_'; }

// The length of the UTF-8 character that begins here: _ stands for a character, not for a byte.
std::size_t character_at(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
  return end - at;
}

bool is_escape(std::string_view pattern, std::size_t at) {
  return pattern[at] == '\\' && at + 1 < pattern.size();
}

std::optional<std::uint32_t> address_from(std::string_view text) {
  std::uint32_t address = 0;
  int parts = 0;
  for (const std::string& part : split(text, '.')) {
    unsigned value = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
    if (error != std::errc{} || end != part.data() + part.size() || value > 255) return std::nullopt;
    address = address << 8U | value;
    ++parts;
  }
  return parts == 4 ? std::optional{address} : std::nullopt;
}

}  // namespace

bool has_wildcards(std::string_view pattern) {
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (is_escape(pattern, i)) {
      ++i;
    } else if (is_wild(pattern[i])) {
      return true;
    }
  }
  return false;
}

std::string without_escapes(std::string_view pattern) {
  std::string text;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (is_escape(pattern, i)) ++i;
    text += pattern[i];
  }
  return text;
}

bool matches(std::string_view pattern, std::string_view text) {
  std::size_t p = 0;
  std::size_t t = 0;
  // Where to go on when the text after the last % does not fit: one character further.
  std::size_t after_many = std::string_view::npos;
  std::size_t retry = 0;
  while (t < text.size()) {
    const bool escaped = p < pattern.size() && is_escape(pattern, p);
    const std::size_t literal = escaped ? p + 1 : p;
    if (p < pattern.size() && !escaped && pattern[p] == '%') {
      after_many = ++p;
      retry = t;
    } else if (p < pattern.size() && !escaped && pattern[p] == '_') {
      ++p;
      t += character_at(text, t);
    } else if (literal < pattern.size() && pattern[literal] == text[t]) {
      p = literal + 1;
      ++t;
    } else if (after_many != std::string_view::npos) {
      p = after_many;
      t = ++retry;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '%') ++p;
  return p == pattern.size();
}

// The server's own measure. A pattern with % lets through more the more room it leaves beside its other
// characters; without %, the number of _ decides. How many characters stand before the first wildcard only
// breaks ties, and the shorter beginning wins.
std::uint64_t breadth(std::string_view pattern, unsigned longest) {
  std::uint64_t literals = 0;
  std::uint64_t ones = 0;
  std::uint64_t manys = 0;
  std::uint64_t before = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (is_wild(pattern[i])) {
      if (ones + manys == 0) before = literals;
      const bool many = pattern[i] == '%';
      ++(many ? manys : ones);
      while (many && i + 1 < pattern.size() && pattern[i + 1] == '%') ++i;
      continue;
    }
    if (is_escape(pattern, i)) ++i;
    ++literals;
  }
  constexpr std::uint64_t kMostCounted = 31;
  manys = std::min(manys, kMostCounted);
  ones = std::min(ones, kMostCounted);
  const std::uint64_t room = manys == 0 ? 0 : longest - std::min<std::uint64_t>(literals + ones, longest);
  const std::uint64_t base = longest + 1;
  const std::uint64_t small_base = kMostCounted + 1;
  if (room > ones) return (((room * 2 + 1) * base + manys) * small_base + ones) * base + before;
  return ((ones * 2 * base + room) * small_base + manys) * base + before;
}

bool lets_in(std::string_view host, const Origin& origin) {
  if (const std::size_t slash = host.find('/'); slash != std::string_view::npos) {
    const auto network = address_from(host.substr(0, slash));
    const auto mask = address_from(host.substr(slash + 1));
    const auto address = address_from(origin.address);
    if (network && mask && address) return (*address & *mask) == *network;
  }
  if (origin.host.empty() && origin.address.empty()) return matches(host, "");
  if (!origin.host.empty() && matches(lower_ascii(host), lower_ascii(origin.host))) return true;
  return !origin.address.empty() && matches(host, origin.address);
}

bool is_a_name(std::string_view host) {
  if (lower_ascii(host) == "localhost" || host.find(':') != std::string_view::npos) return false;
  return !std::ranges::all_of(
      host, [](char c) { return is_wild(c) || c == '.' || c == '/' || (c >= '0' && c <= '9'); });
}

}  // namespace reeve::mariadb
