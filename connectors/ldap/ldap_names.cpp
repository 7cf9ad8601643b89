#include "connectors/ldap/ldap_names.h"

#include <unicase.h>
#include <uninorm.h>

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "engine/core/text.h"

namespace reeve::ldap {
namespace {

constexpr std::size_t kUppersKept = 4096;
constexpr std::size_t kTypesKept = 32;
constexpr std::size_t kLongest = 4096;  // bytes of a name; far beyond what servers accept

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string composed(std::string_view text, bool fold) {
  if (is_ascii(text)) return fold ? lower_ascii(text) : std::string{text};
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  std::size_t size = 0;
  std::uint8_t* const out = fold ? u8_casefold(bytes, text.size(), nullptr, UNINORM_NFKC, nullptr, &size)
                                 : u8_normalize(UNINORM_NFKC, bytes, text.size(), nullptr, &size);
  if (out == nullptr) return std::string{text};
  std::string result{reinterpret_cast<const char*>(out), size};
  free(out);
  return result;
}

std::string with_single_spaces(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' || (!out.empty() && out.back() != ' ')) out += c;
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string comparable(std::string_view value, Comparison comparison) {
  if (comparison == Comparison::bytes || !is_valid_utf8(value)) return std::string{value};
  return with_single_spaces(composed(value, comparison == Comparison::folded));
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<char> hex_byte(std::string_view two) {
  if (two.size() < 2 || hex_digit(two[0]) < 0 || hex_digit(two[1]) < 0) return std::nullopt;
  return static_cast<char>(hex_digit(two[0]) * 16 + hex_digit(two[1]));
}

// #04024869: the BER encoding of the value. Only the short form of a length stands in names.
std::optional<std::string> value_in_hex(std::string_view digits) {
  std::string bytes;
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    const auto byte = hex_byte(digits.substr(i));
    if (!byte) return std::nullopt;
    bytes += *byte;
  }
  if (bytes.size() < 2 || static_cast<unsigned char>(bytes[1]) != bytes.size() - 2) return std::nullopt;
  return bytes.substr(2);
}

std::string_view without_spaces_around(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ' && !(text.size() > 1 && text[text.size() - 2] == '\\')) {
    text.remove_suffix(1);
  }
  return text;
}

std::optional<std::string> value_from(std::string_view text) {
  text = without_spaces_around(text);
  if (text.starts_with('#')) return value_in_hex(text.substr(1));
  const bool quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
  if (quoted) text = text.substr(1, text.size() - 2);
  std::string value;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      value += text[i];
    } else if (const auto byte = hex_byte(text.substr(i + 1))) {
      value += *byte;
      i += 2;
    } else if (i + 1 < text.size()) {
      value += text[++i];
    } else {
      return std::nullopt;
    }
  }
  return value;
}

std::string escaped(std::string_view value) {
  std::string out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    const bool at_edge = (i == 0 && (c == ' ' || c == '#')) || (i + 1 == value.size() && c == ' ');
    if (c == '\0') {
      out += "\\00";
    } else {
      if (at_edge || std::string_view{",+\"\\<>;="}.find(c) != std::string_view::npos) out += '\\';
      out += c;
    }
  }
  return out;
}

// The place of the first of `separators` that is neither escaped nor in quotes; npos where there is none.
std::size_t find_separator(std::string_view text, std::string_view separators) {
  if (text.find('\\') == std::string_view::npos && text.find('"') == std::string_view::npos) {
    return text.find_first_of(separators);
  }
  bool in_quotes = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      in_quotes = !in_quotes;
    } else if (!in_quotes && separators.find(text[i]) != std::string_view::npos) {
      return i;
    }
  }
  return std::string_view::npos;
}

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    const auto byte = hex_byte(text.substr(i + 1));
    if (!byte) return std::nullopt;
    out += *byte;
    i += 2;
  }
  return out;
}

}  // namespace

std::string folded(std::string_view value) { return comparable(value, Comparison::folded); }

const AttributeType& Names::type(std::string_view name) {
  for (const auto& [written, known] : types_) {
    if (written == name) return known;
  }
  if (types_.size() >= kTypesKept) types_.clear();
  return types_.emplace_back(name, schema_.type(name)).second;
}

// The common case, without escapes and with nothing to fold but ASCII. nullopt where it is another.
std::optional<std::string> Names::plain_rdn(std::string_view rdn) {
  const std::size_t equals = rdn.find('=');
  if (equals == std::string_view::npos || equals == 0) return std::nullopt;
  const std::string_view value = rdn.substr(equals + 1);
  bool was_space = true;
  for (const char c : value) {
    const bool is_space = c == ' ';
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                       c == '-' || c == '_' || c == '.' || c == '@' || (is_space && !was_space);
    if (!plain) return std::nullopt;
    was_space = is_space;
  }
  if (was_space) return std::nullopt;
  const AttributeType& known = type(trim(rdn.substr(0, equals)));
  std::string out;
  out.reserve(known.name.size() + 1 + value.size());
  out.append(known.name).append("=");
  for (const char c : value) {
    const bool fold = known.comparison == Comparison::folded && c >= 'A' && c <= 'Z';
    out += fold ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

std::optional<std::string> Names::normal_rdn(std::string_view rdn) {
  if (auto plain = plain_rdn(rdn)) return plain;
  std::vector<std::string> parts;
  while (true) {
    const std::size_t plus = find_separator(rdn, "+");
    const std::string_view part = rdn.substr(0, plus);
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    const std::string_view name = trim(part.substr(0, equals));
    const auto value = value_from(part.substr(equals + 1));
    if (name.empty() || !value) return std::nullopt;
    const AttributeType& known = type(name);
    parts.push_back(known.name + "=" + escaped(comparable(*value, known.comparison)));
    if (plus == std::string_view::npos) break;
    rdn.remove_prefix(plus + 1);
  }
  std::ranges::sort(parts);
  return join(parts, "+");
}

std::optional<std::string> Names::normal(std::string_view dn) {
  dn = without_spaces_around(dn);
  if (dn.empty()) return std::string{};
  if (dn.size() > kLongest) return std::nullopt;
  const std::size_t end = find_separator(dn, ",;");
  std::optional<std::string> rdn = normal_rdn(dn.substr(0, end));
  if (!rdn || end == std::string_view::npos) return rdn;
  const auto upper = normal_upper(dn.substr(end + 1));
  if (!upper) return std::nullopt;
  return rdn->append(",").append(*upper);
}

std::optional<std::string> Names::normal_upper(std::string_view upper) {
  if (upper == last_upper_ && !upper.empty()) return last_normal_upper_;
  auto known = uppers_.find(std::string{upper});
  if (known == uppers_.end()) {
    std::optional<std::string> worked_out = normal(upper);
    if (worked_out && worked_out->empty()) worked_out.reset();  // "a=b,"
    if (uppers_.size() >= kUppersKept) uppers_.clear();
    known = uppers_.emplace(upper, std::move(worked_out)).first;
  }
  if (known->second) {
    last_upper_ = upper;
    last_normal_upper_ = *known->second;
  }
  return known->second;
}

std::string in_filter(std::string_view value) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7f && std::string_view{"*()\\"}.find(c) == std::string_view::npos) {
      out += c;
    } else {
      out.append({'\\', kDigits[byte >> 4], kDigits[byte & 15]});
    }
  }
  return out;
}

std::optional<SearchUrl> local_search_from(std::string_view url) {
  constexpr std::string_view kScheme = "ldap:///";
  if (lower_ascii(url.substr(0, kScheme.size())) != kScheme) return std::nullopt;
  std::vector<std::string> parts = split(url.substr(kScheme.size()), '?');
  parts.resize(std::max<std::size_t>(parts.size(), 4));
  const auto base = percent_decoded(parts[0]);
  const auto filter = percent_decoded(parts[3]);
  const std::string scope = lower_ascii(parts[2]);
  if (!base || !filter || (!scope.empty() && scope != "base" && scope != "one" && scope != "sub")) {
    return std::nullopt;
  }
  return SearchUrl{.base = *base,
                   .scope = scope.empty() ? "base" : scope,
                   .filter = filter->empty() ? "(objectClass=*)" : *filter};
}

}  // namespace reeve::ldap
