#include "connectors/row_cells.h"

#include <algorithm>

namespace reeve {
namespace {

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, text) != words.end();
}

}  // namespace

bool read_cell(std::string_view cell, std::string& out) {
  out = cell;
  return true;
}

bool read_cell(std::string_view cell, bool& out) {
  const std::string word = lower_ascii(trim(cell));
  if (word.empty()) return true;
  out = is_one_of(word, {"yes", "true", "1"});
  return out || is_one_of(word, {"no", "false", "0"});
}

bool read_cell(std::string_view cell, TriState& out) {
  const std::string word = lower_ascii(trim(cell));
  bool known = false;
  if (word.empty() || word == "unknown") return true;
  if (!read_cell(word, known)) return false;
  out = tri(known);
  return true;
}

bool read_cell(std::string_view cell, MaybeTime& out) {
  const std::string_view word = trim(cell);
  if (word.empty() || word == "unknown") return true;
  if (word == "never") {
    out = MaybeTime::never();
    return true;
  }
  const auto time = parse_time(word);
  // Before 1970 stand the years with which other systems say `never` or `unknown`: 1601, 1900, 0001.
  if (!time || *time < 0) return false;
  out = MaybeTime::at(*time);
  return true;
}

bool read_cell(std::string_view cell, std::vector<std::string>& out) {
  for (const std::string& label : split(cell, '|')) {
    if (!trim(label).empty()) out.emplace_back(trim(label));
  }
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return true;
}

}  // namespace reeve
