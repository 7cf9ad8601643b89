#include "engine/policy/rego_text.h"

#include <algorithm>
#include <regex>

namespace reeve {
namespace {

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

TextPlace place_of(std::string_view text, std::size_t at) {
  TextPlace place{1, 1};
  for (const char c : text.substr(0, at)) {
    place.column = c == '\n' ? 1 : place.column + 1;
    place.row += c == '\n' ? 1 : 0;
  }
  return place;
}

// Where what begins at `at` ends (one past it): a comment, a string or a raw string; `at` itself where none
// begins.
std::size_t end_of_blank(std::string_view text, std::size_t at) {
  const char opening = text[at];
  if (opening == '#') return std::min(text.find('\n', at), text.size());
  if (opening != '"' && opening != '`') return at;
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (opening == '"' && text[i] == '\\') {
      ++i;
    } else if (text[i] == opening) {
      return i + 1;
    }
  }
  return text.size();
}

std::size_t next_word(std::string_view code, std::string_view word, std::size_t from) {
  for (std::size_t at = code.find(word, from); at != std::string_view::npos; at = code.find(word, at + 1)) {
    const bool begins = at == 0 || !is_word(code[at - 1]);
    const std::size_t end = at + word.size();
    if (begins && (end == code.size() || !is_word(code[end]))) return at;
  }
  return std::string_view::npos;
}

// Lines that hold nothing but a comment become blank.
std::string without_comment_lines(std::string_view text) {
  std::string code(text);
  bool only_blanks = true, comment = false;
  for (char& c : code) {
    if (c == '\n') {
      only_blanks = true;
      comment = false;
      continue;
    }
    comment = comment || (only_blanks && c == '#');
    only_blanks = only_blanks && (c == ' ' || c == '\t');
    if (comment) c = ' ';
  }
  return code;
}

}  // namespace

std::string code_only(std::string_view text) {
  std::string code(text);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = end_of_blank(text, at);
    if (end == at) {
      ++at;
      continue;
    }
    for (; at < end; ++at) {
      if (code[at] != '\n') code[at] = ' ';
    }
  }
  return code;
}

std::optional<TextPlace> find_word(std::string_view text, std::string_view word) {
  const std::string code = code_only(text);
  const std::size_t at = word.empty() ? std::string::npos : next_word(code, word, 0);
  if (at == std::string::npos) return std::nullopt;
  return place_of(code, at);
}

std::optional<TextPlace> find_erased_builtin(std::string_view text) {
  static const std::regex kUse{R"re((?:^|[^A-Za-z0-9_])(rego\s*(?:\.\s*metadata|\[\s*["`]metadata)))re"};
  const std::string code = without_comment_lines(text);
  std::smatch match;
  if (!std::regex_search(code, match, kUse)) return std::nullopt;
  return place_of(code, static_cast<std::size_t>(match.position(1)));
}

}  // namespace reeve
