#include "connectors/postgresql/postgresql_view.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "engine/core/error.h"

namespace reeve::postgresql {
namespace {

// The server numbers the members of a column set from the lowest system column: member 7 is the whole row
// (0), member 8 the first column.
constexpr int kMemberOfWholeRow = 7;
constexpr unsigned kSelectBit = 2;

// Words and brackets of a printed tree. A backslash takes the meaning from the character after it, so no name
// can look like a field.
class Words {
 public:
  explicit Words(std::string_view text) : text_{text} {}

  std::optional<std::string_view> next() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    if (at_ == text_.size()) return std::nullopt;
    const std::size_t start = at_;
    if (is_bracket(text_[at_])) {
      ++at_;
    } else {
      while (at_ < text_.size() && text_[at_] != ' ' && !is_bracket(text_[at_])) {
        at_ += text_[at_] == '\\' && at_ + 1 < text_.size() ? 2 : 1;
      }
    }
    return text_.substr(start, at_ - start);
  }

 private:
  static bool is_bracket(char c) { return c == '(' || c == ')' || c == '{' || c == '}'; }

  std::string_view text_;
  std::size_t at_ = 0;
};

template <class Number>
Number number_in(std::optional<std::string_view> word) {
  Number number{};
  if (word) {
    const auto [end, error] = std::from_chars(word->data(), word->data() + word->size(), number);
    if (error == std::errc{} && end == word->data() + word->size()) return number;
  }
  throw Error{ErrorCode::source, "the definition of a view has `" + std::string{word.value_or("")} +
                                     "` where a number belongs; is this server newer than reeve knows?"};
}

// "(b 8 9)"
std::vector<int> members_in(Words& words) {
  std::vector<int> members;
  if (words.next() != "(" || words.next() != "b") {
    throw Error{ErrorCode::source,
                "the definition of a view has no set of columns; is this server newer than reeve knows?"};
  }
  for (auto word = words.next(); word != ")"; word = words.next()) members.push_back(number_in<int>(word));
  return members;
}

std::vector<ViewRead> reads_in(std::string_view tree) {
  std::map<Oid, std::set<int>> columns;
  Words words{tree};
  // The set of columns follows the relation that it belongs to; sets of other things follow no relation.
  std::optional<Oid> relation;
  unsigned needed = 0;
  while (const auto word = words.next()) {
    if (*word == ":relid") {
      relation = number_in<Oid>(words.next());
    } else if (*word == ":requiredPerms") {
      needed = number_in<unsigned>(words.next());
    } else if (*word == ":selectedCols") {
      const std::vector<int> members = members_in(words);
      if (relation && (needed & kSelectBit) != 0) columns[*relation].insert(members.begin(), members.end());
      relation.reset();
      needed = 0;
    }
  }
  std::vector<ViewRead> reads;
  for (auto& [oid, members] : columns) {
    ViewRead read{.relation = oid, .whole_row = members.erase(kMemberOfWholeRow) != 0};
    for (const int member : members) read.columns.push_back(member - kMemberOfWholeRow);
    reads.push_back(std::move(read));
  }
  return reads;
}

bool shows(const std::vector<ViewRead>& reads, const ColumnName& column) {
  return std::ranges::any_of(reads, [&](const ViewRead& read) {
    return read.relation == column.relation &&
           (read.whole_row || std::ranges::binary_search(read.columns, column.number));
  });
}

}  // namespace

std::vector<Oid> routines_called(std::string_view tree) {
  static constexpr std::array<std::string_view, 4> kCalls{":funcid", ":opfuncid", ":aggfnoid", ":winfnoid"};
  std::set<Oid> called;
  Words words{tree};
  while (const auto word = words.next()) {
    if (std::ranges::find(kCalls, *word) != kCalls.end()) called.insert(number_in<Oid>(words.next()));
  }
  return {called.begin(), called.end()};
}

std::vector<ViewRead> view_reads(const ViewDefinition& definition) {
  std::vector<ViewRead> reads = reads_in(definition.tree);
  for (const ColumnName& column : definition.depends_on) {
    if (shows(reads, column)) continue;
    throw Error{ErrorCode::source, "the definition of the view with the OID " +
                                       std::to_string(definition.view) +
                                       " does not show a column that it depends on; is this server newer "
                                       "than reeve knows?"};
  }
  return reads;
}

}  // namespace reeve::postgresql
