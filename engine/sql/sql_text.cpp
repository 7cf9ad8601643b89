#include "engine/sql/sql_text.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve {
namespace {

constexpr char kEscape = '\x1a';

bool is_plain_ascii(char c) { return c > 0 && c != kEscape; }

// Length of the character at the start of `text` where that may be kept, 0 where its first byte may not.
std::size_t plain_length(std::string_view text) {
  if (static_cast<unsigned char>(text.front()) < 0x80) return is_plain_ascii(text.front()) ? 1 : 0;
  for (std::size_t length = 2; length <= 4 && length <= text.size(); ++length) {
    if (is_valid_utf8(text.substr(0, length))) return length;
  }
  return 0;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  throw Error(ErrorCode::store, "a text in the store is escaped in a way that reeve does not write");
}

}  // namespace

bool is_plain_sql_text(std::string_view text) {
  if (std::all_of(text.begin(), text.end(), is_plain_ascii)) return true;
  const auto kept = [](char c) { return c != '\0' && c != kEscape; };
  return std::all_of(text.begin(), text.end(), kept) && is_valid_utf8(text);
}

std::string to_sql_text(std::string_view text) {
  if (is_plain_sql_text(text)) return std::string(text);
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  while (!text.empty()) {
    const std::size_t length = plain_length(text);
    if (length == 0) {
      const auto byte = static_cast<unsigned char>(text.front());
      out += kEscape;
      out += kDigits[byte >> 4];
      out += kDigits[byte & 15];
    } else {
      out += text.substr(0, length);
    }
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return out;
}

void from_sql_text(std::string& text) {
  if (text.find(kEscape) == std::string::npos) return;
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != kEscape) {
      out += text[i];
      continue;
    }
    text.resize(std::max(text.size(), i + 3));
    out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
    i += 2;
  }
  text = std::move(out);
}

}  // namespace reeve
