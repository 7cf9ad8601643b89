// A small CSV file with a header line, whole: what people write by hand and reeve.toml names.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace reeve {

struct CsvRecord {
  std::int64_t line = 0;
  std::map<std::string, std::string> cells;  // by column; every column of the call is there
  const std::string& operator[](const std::string& column) const { return cells.at(column); }
};

// Columns may stand in any order; one that is not there is empty in every record. Cells come without the
// spaces around them. Throws Error{config} "<path>: line L: ..." where the file is missing, a column is
// missing, unknown or there twice, a row has too few or too many cells, or text is not UTF-8.
std::vector<CsvRecord> read_csv_table(const std::string& path, const std::vector<std::string>& required,
                                      const std::vector<std::string>& optional);

}  // namespace reeve
