// The pure side of the csv connector: which files and columns there are, and how a row becomes a fact.
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
enum class CsvNeed : unsigned char { key, required, optional };

struct CsvColumn {
  std::string_view name;
  CsvNeed need = CsvNeed::optional;
  std::string (*values)() = nullptr;                // what a cell may hold, for people
  bool (*read)(std::string_view, Fact&) = nullptr;  // false: the cell holds something else
  std::string_view about;
};

struct CsvFormat {
  std::string_view name;  // "identities": the file without .csv, as in the option `sections`
  Section section = Section::identity;
  Fact (*blank)() = nullptr;
  std::vector<CsvColumn> columns;  // key columns in the order of the natural key
};

// In the order of the sections.
std::span<const CsvFormat> csv_formats();

struct CsvMistake {
  std::optional<std::string> key;  // the key columns joined, where all of them could be read
  std::string reason;
};

// Reads the rows below one header.
class CsvMapping {
 public:
  // `header` may name columns in any order. Throws Error{source} naming required columns that are missing.
  CsvMapping(const CsvFormat& format, const std::vector<std::string>& header);

  std::variant<Fact, CsvMistake> map(const std::vector<std::string>& cells) const;
  // What is asked for, but for the folder: the file and its columns that are known, in the order of the
  // format.
  std::string scope() const;
  std::vector<std::string> unknown_columns() const;

 private:
  struct Place {
    const CsvColumn* column;
    std::size_t cell;
  };
  const CsvFormat& format_;
  std::vector<std::string> header_;
  std::vector<Place> places_;  // in the order of the format
};

}  // namespace reeve
