// Rows for people and programs: the one way in which commands print lists.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "engine/core/json.h"

namespace reeve::cli {

struct Column {
  std::string key;      // in JSON and the CSV header: "last_used"
  std::string heading;  // in the table: "last used"
  bool right = false;   // numbers
  bool wrap = false;    // may be broken over lines to fit the terminal; others are never cut
};

struct Table {
  std::vector<Column> columns;
  std::vector<std::vector<Json>> rows;  // null = not known: "?" in tables, empty in CSV
};

// format: "table" (aligned, wraps to `width`, 0 = unlimited), "json" (an array of objects), "csv" (RFC 4180;
// a cell that starts with = + - @ TAB or CR gets a leading apostrophe so that spreadsheets do not run it).
void print(const Table& table, const std::string& format, std::ostream& out, int width = 0);

}  // namespace reeve::cli
