// Patterns in the names of hosts and databases, and which of two is the more specific one, as the server
// decides it. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace reeve::mariadb {

// % stands for any text, _ for one character, and a backslash takes the meaning from what follows.
bool has_wildcards(std::string_view pattern);
std::string without_escapes(std::string_view pattern);
bool matches(std::string_view pattern, std::string_view text);

// How much a pattern lets through; of several that match, the server takes the one that lets through least.
inline constexpr unsigned kLongestDatabase = 64;
inline constexpr unsigned kLongestHost = 255;
std::uint64_t breadth(std::string_view pattern, unsigned longest);

// Where a client comes from, as the server compares it. A definer's rights are looked up as if a client came
// from the host that stands in the account's name, wildcards and all.
struct Origin {
  std::string host;     // empty: the server did not ask for the name
  std::string address;  // empty: a local socket; both empty: a role, which comes from nowhere
  auto operator<=>(const Origin&) const = default;
};
// The host of an account or of a row: a name or address with wildcards, or "address/mask".
bool lets_in(std::string_view host, const Origin& origin);
// With --skip-name-resolve the server ignores rows whose host is a name.
bool is_a_name(std::string_view host);

}  // namespace reeve::mariadb
