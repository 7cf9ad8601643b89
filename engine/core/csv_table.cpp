#include "engine/core/csv_table.h"

#include <algorithm>

#include "engine/core/csv.h"
#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve {
namespace {

[[noreturn]] void wrong(std::int64_t line, const std::string& message) {
  throw Error(ErrorCode::config, "line " + std::to_string(line) + ": " + message);
}

void check_header(const CsvRow& header, const std::vector<std::string>& required,
                  const std::vector<std::string>& known) {
  for (const std::string& name : header.cells) {
    if (std::ranges::find(known, name) == known.end()) {
      const auto near = nearest_name(name, known);
      wrong(header.line, "unknown column `" + printable_utf8(name) + "`; " +
                             (near ? "did you mean `" + *near + "`?" : "known are " + join(known, ", ")));
    }
    if (std::ranges::count(header.cells, name) > 1)
      wrong(header.line, "the column `" + name + "` stands twice");
  }
  for (const std::string& name : required) {
    if (std::ranges::find(header.cells, name) == header.cells.end()) {
      wrong(header.line, "the column `" + name + "` is missing");
    }
  }
}

CsvRecord record_of(const CsvRow& header, const CsvRow& row, const std::vector<std::string>& known) {
  if (row.cells.size() != header.cells.size()) {
    wrong(row.line, "the row has " + count_of(row.cells.size(), "cell", "cells") + ", the header line " +
                        std::to_string(header.cells.size()));
  }
  CsvRecord record{.line = row.line, .cells = {}};
  for (const std::string& name : known) record.cells[name];
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    if (!is_valid_utf8(row.cells[i])) wrong(row.line, "`" + header.cells[i] + "` is not UTF-8");
    record.cells[header.cells[i]] = trim(row.cells[i]);
  }
  return record;
}

}  // namespace

std::vector<CsvRecord> read_csv_table(const std::string& path, const std::vector<std::string>& required,
                                      const std::vector<std::string>& optional) {
  std::vector<std::string> known = required;
  known.insert(known.end(), optional.begin(), optional.end());
  try {
    CsvReader reader(path);
    CsvRow header;
    if (!reader.next(header)) wrong(1, "the file has no header line");
    for (std::string& name : header.cells) name = trim(name);
    check_header(header, required, known);
    std::vector<CsvRecord> records;
    for (CsvRow row; reader.next(row);) records.push_back(record_of(header, row, known));
    if (!reader.problem().empty()) throw Error(ErrorCode::config, reader.problem());
    return records;
  } catch (const Error& error) {
    if (error.code() == ErrorCode::io) throw Error(ErrorCode::config, error.message());
    throw Error(error).add_context(path);
  }
}

}  // namespace reeve
