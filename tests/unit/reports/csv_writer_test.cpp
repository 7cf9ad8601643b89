#include "reports/csv_writer.h"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/csv.h"
#include "tests/support/sample_report.h"
#include "tests/support/scratch_dir.h"

namespace reeve {
namespace {

using test::empty_report;
using test::sample_report;

std::string written(const std::unique_ptr<Writer>& writer, const Report& report) {
  std::ostringstream out;
  writer->write(report, out);
  return out.str();
}

std::vector<std::vector<std::string>> rows_of(const std::string& text) {
  const test::ScratchDir dir;
  CsvReader reader(dir.write("r.csv", text).string());
  std::vector<std::vector<std::string>> rows;
  for (CsvRow row; reader.next(row);) rows.push_back(row.cells);
  EXPECT_EQ(reader.problem(), "");
  return rows;
}

TEST(CsvReport, HoldsOneRowForEverything) {
  std::map<std::string, int> records;
  std::set<std::size_t> widths;
  for (const auto& row : rows_of(written(make_csv_writer(), sample_report()))) {
    ++records[row[0]];
    widths.insert(row.size());
  }
  EXPECT_EQ(records, (std::map<std::string, int>{{"record", 1},
                                                 {"source", 2},
                                                 {"source problem", 2},
                                                 {"rejected row", 1},
                                                 {"not reviewed", 1},
                                                 {"contradiction", 1},
                                                 {"rule switched off", 1},
                                                 {"not evaluable", 2},
                                                 {"finding", 26},
                                                 {"waiver", 1},
                                                 {"case", 40},
                                                 {"sign-off", 2},
                                                 {"removal", 6},
                                                 {"ticket", 5}}));
  EXPECT_EQ(widths, (std::set<std::size_t>{21}));
}

TEST(CsvReport, ACaseHasItsWholeDecision) {
  const auto rows = rows_of(written(make_csv_writer(), sample_report()));
  const auto row = std::ranges::find_if(rows, [](const auto& r) { return r[0] == "case" && r[1] == "8"; });
  ASSERT_NE(row, rows.end());
  EXPECT_EQ(*row, (std::vector<std::string>{
                      "case",
                      "8",
                      "signed off",
                      "",
                      "medium",
                      "",
                      "Ana Lopes",
                      "SELECT on crm.customers",
                      "",
                      "customer_email",
                      "Leo Marsh",
                      "manager",
                      "certify-until",
                      "2026-03-02T00:00:00Z",
                      "answers customers' mails until the new tool is there",
                      "Leo Marsh",
                      "2025-12-24T16:00:00Z",
                      "single-use link",
                      "no",
                      to_hex(sha256("8")),
                      "Ana Lopes can read the e-mail addresses of all customers because of membership in "
                      "support-emea, which has crm_read."}));
}

TEST(CsvReport, FormulasAreDisarmedUnlessRaw) {
  Report report = empty_report();
  report.source_problems = {"=1+1", "+1", "-1", "@x", "\tx", "\rx", "a=b", "say \"hi\", now"};
  const auto details = [&](const std::unique_ptr<Writer>& writer) {
    std::vector<std::string> cells;
    for (const auto& row : rows_of(written(writer, report))) {
      if (row[0] == "source problem") cells.push_back(row.back());
    }
    return cells;
  };
  EXPECT_EQ(details(make_csv_writer()), (std::vector<std::string>{"'=1+1", "'+1", "'-1", "'@x", "'\tx",
                                                                  "'\rx", "a=b", "say \"hi\", now"}));
  EXPECT_EQ(details(make_raw_csv_writer()), report.source_problems);
}

}  // namespace
}  // namespace reeve
