// How rows with named columns become facts, for every connector whose source can give such rows: which
// columns there are per kind of fact (docs/formats/facts.md), and what their cells mean. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/model/facts.h"

namespace reeve {

// key: identifies the row, must have a column and a value. required: must have both, but does not identify.
// optional: a missing column or an empty cell is the fact's default.
enum class RowNeed : unsigned char { key, required, optional };

struct RowColumn {
  std::string_view name;
  RowNeed need = RowNeed::optional;
  std::string (*values)() = nullptr;                // what a cell may hold, for people
  bool (*read)(std::string_view, Fact&) = nullptr;  // false: the cell holds something else
  std::string_view about;
};

struct RowFormat {
  std::string_view name;  // "identities": the file without .csv, as in the option `sections`
  Section section = Section::identity;
  Fact (*blank)() = nullptr;
  std::vector<RowColumn> columns;  // key columns in the order of the natural key
};

// In the order of the sections.
std::span<const RowFormat> row_formats();

struct RowMistake {
  std::optional<std::string> key;  // the key columns joined, where all of them could be read
  std::string reason;
};

// Reads the rows below one header.
class RowMapping {
 public:
  // `header` may name columns in any order. Throws Error{source} naming required columns that are missing.
  RowMapping(const RowFormat& format, const std::vector<std::string>& header);

  std::variant<Fact, RowMistake> map(const std::vector<std::string>& cells) const;
  // Those of the header that are known, in the order of the format.
  std::vector<std::string> known_columns() const;
  std::vector<std::string> unknown_columns() const;

 private:
  struct Place {
    const RowColumn* column;
    std::size_t cell;
  };
  const RowFormat& format_;
  std::vector<std::string> header_;
  std::vector<Place> places_;  // in the order of the format
};

}  // namespace reeve
