// The wire side of the csv connector: a fact file as a header and rows below it.
#pragma once

#include <string>
#include <vector>

#include "engine/core/csv.h"

namespace reeve {

class FactFile {
 public:
  // Throws Error{source} where the file cannot be opened, has no header line, or names a column twice.
  explicit FactFile(const std::string& path);

  const std::vector<std::string>& header() const { return header_; }
  // As CsvReader.
  bool next(CsvRow& row) { return reader_.next(row); }
  const std::string& problem() const { return reader_.problem(); }

 private:
  CsvReader reader_;
  std::vector<std::string> header_;
};

}  // namespace reeve
