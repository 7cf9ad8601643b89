// CSV (RFC 4180) row by row, in bounded memory, with the line on which each row begins.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace reeve {

struct CsvRow {
  std::int64_t line = 0;  // from 1
  std::vector<std::string> cells;
  bool ended = true;  // false: the last row, whose line end is missing, so it may be cut off
};

// A byte order mark is skipped. Cells are separated by commas or semicolons, whichever the first line has
// more of; a quoted cell may hold separators, doubled quotes and line ends. Cells are bytes as they stand in
// the file, spaces included. Empty lines are skipped. Thread rule: one thread at a time.
class CsvReader {
 public:
  // Decompresses a file whose name ends in .gz or .zst. Throws Error{io} naming the file where it cannot be
  // opened.
  explicit CsvReader(const std::string& path);
  ~CsvReader();
  CsvReader(const CsvReader&) = delete;
  CsvReader& operator=(const CsvReader&) = delete;

  // False at the end of the file, and where the rest of it cannot be read.
  bool next(CsvRow& row);
  // Why the rest could not be read ("line 7: a quote opens and never closes"); empty where all of it was.
  const std::string& problem() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace reeve
