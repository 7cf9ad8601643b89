// The report as CSV (RFC 4180), one row per thing, everything in it: docs/formats/report-csv.md.
#pragma once

#include "engine/report/writer.h"

namespace reeve {

// For spreadsheets: a cell that a spreadsheet would run as a formula gets a leading apostrophe.
std::unique_ptr<Writer> make_csv_writer();
// For programs: cells as they are.
std::unique_ptr<Writer> make_raw_csv_writer();

}  // namespace reeve
