#include "reports/registry.h"

#include "reports/csv_writer.h"
#include "reports/html_writer.h"

namespace reeve {

std::span<const WriterKind> report_writers() {
  static const std::vector<WriterKind> kWriters{
      {.name = "html", .help = "one file to read and print, with charts", .create = &make_html_writer},
      {.name = "csv", .help = "every row, safe for spreadsheets", .create = &make_csv_writer},
      {.name = "csv-raw", .help = "every row, for programs", .create = &make_raw_csv_writer},
  };
  return kWriters;
}

}  // namespace reeve
