// Rows for people and programs: the one way in which commands print lists.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "cli/command.h"
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
  std::vector<std::vector<Json>> rows;  // null = not known: "?" in tables, null in JSON, empty in CSV
};

// format: "table" (aligned, wraps to `width`, 0 = unlimited; control characters are replaced; no rows =
// nothing), "json" (an array of objects, one a line), "csv" (RFC 4180; a text that starts with = + - @ TAB or
// CR gets a leading apostrophe so that spreadsheets do not run it; lists are joined with |).
void print(const Table& table, const std::string& format, std::ostream& out, int width = 0,
           bool color = false);

// In the format, width and colour of this run, on `out.data`.
void print(const Table& table, const Args& args, Output& out);

}  // namespace reeve::cli
