#include "connectors/row_mapping.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve {
namespace {

// Why this cell cannot be used at all; empty where it can.
std::string unusable(const RowColumn& column, const std::string& cell) {
  const std::string name = "`" + std::string(column.name) + "` ";
  if (!is_valid_utf8(cell)) return name + "is not UTF-8";
  if (cell.find('\0') != std::string::npos) return name + "holds a NUL byte";
  if (column.need != RowNeed::optional && trim(cell).empty()) return name + "is empty";
  return "";
}

std::string not_one_of(const RowColumn& column, const std::string& cell) {
  return "`" + std::string(column.name) + "` is `" + printable_utf8(cell) + "`, but must be " +
         column.values();
}

}  // namespace

RowMapping::RowMapping(const RowFormat& format, const std::vector<std::string>& header)
    : format_(format), header_(header) {
  std::vector<std::string> missing;
  for (const RowColumn& column : format.columns) {
    const auto it = std::ranges::find(header, column.name);
    if (it != header.end()) {
      places_.push_back({&column, static_cast<std::size_t>(it - header.begin())});
    } else if (column.need != RowNeed::optional) {
      missing.push_back("`" + std::string(column.name) + "`");
    }
  }
  if (!missing.empty()) {
    throw Error(ErrorCode::source, (missing.size() == 1 ? "the column " : "the columns ") +
                                       enumerate_words(missing) + (missing.size() == 1 ? " is" : " are") +
                                       " missing in the header line");
  }
}

std::variant<Fact, RowMistake> RowMapping::map(const std::vector<std::string>& cells) const {
  if (cells.size() != header_.size()) {
    // Which cell belongs to which column cannot be told, so the key cannot either.
    return RowMistake{std::nullopt, "the row has " + count_of(cells.size(), "cell", "cells") +
                                        ", the header line " + std::to_string(header_.size())};
  }
  Fact fact = format_.blank();
  std::vector<std::string> key;
  bool key_readable = true;
  std::string reason;
  for (const auto& [column, cell] : places_) {
    const std::string& text = cells[cell];
    std::string mistake = unusable(*column, text);
    if (mistake.empty() && !column->read(text, fact)) mistake = not_one_of(*column, text);
    if (column->need == RowNeed::key) {
      key.push_back(text);
      key_readable = key_readable && mistake.empty();
    }
    if (reason.empty()) reason = std::move(mistake);
  }
  if (reason.empty()) return fact;
  return RowMistake{key_readable ? std::optional(join_key(key)) : std::nullopt, std::move(reason)};
}

std::vector<std::string> RowMapping::known_columns() const {
  std::vector<std::string> names;
  for (const auto& [column, cell] : places_) names.emplace_back(column->name);
  return names;
}

std::vector<std::string> RowMapping::unknown_columns() const {
  std::vector<std::string> out;
  for (const std::string& name : header_) {
    if (std::ranges::find(format_.columns, name, &RowColumn::name) == format_.columns.end())
      out.push_back(name);
  }
  return out;
}

}  // namespace reeve
