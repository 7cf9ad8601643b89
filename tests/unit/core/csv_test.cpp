#include "engine/core/csv.h"

#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "tests/support/scratch_dir.h"

namespace reeve {
namespace {

using Cells = std::vector<std::string>;

struct Read {
  std::vector<std::pair<std::int64_t, Cells>> rows;  // line, cells
  bool ended = true;                                 // of the last row
  std::string problem;
  bool operator==(const Read&) const = default;
};

void PrintTo(const Read& read, std::ostream* out) {
  for (const auto& [line, cells] : read.rows) {
    *out << line << ":";
    for (const auto& cell : cells) *out << " [" << cell << "]";
    *out << "\n";
  }
  *out << (read.ended ? "" : "not ended ") << read.problem;
}

Read read(const std::string& text) {
  const test::ScratchDir dir;
  CsvReader reader(dir.write("a.csv", text).string());
  Read out;
  CsvRow row;
  while (reader.next(row)) {
    out.rows.emplace_back(row.line, row.cells);
    out.ended = row.ended;
  }
  EXPECT_FALSE(reader.next(row)) << "the end stays the end";
  out.problem = reader.problem();
  return out;
}

TEST(CsvReader, ReadsRowsWithTheirLines) {
  EXPECT_EQ(read("a,b\nc,d\n"), (Read{{{1, {"a", "b"}}, {2, {"c", "d"}}}}));
  EXPECT_EQ(read("a,b\r\n,\r\n"), (Read{{{1, {"a", "b"}}, {2, {"", ""}}}}));
  EXPECT_EQ(read(""), Read{});
  EXPECT_EQ(read("\n\na\n"), (Read{{{3, {"a"}}}}));
}

TEST(CsvReader, KeepsSpacesQuotesAndLineEndsInsideCells) {
  EXPECT_EQ(read(" a ,\"b, \"\"c\"\"\r\nd\"\ne,f\n"),
            (Read{{{1, {" a ", "b, \"c\"\r\nd"}}, {3, {"e", "f"}}}}));
  EXPECT_EQ(read(std::string("a\0b,c\n", 6)), (Read{{{1, {std::string("a\0b", 3), "c"}}}}));
}

TEST(CsvReader, SkipsAByteOrderMark) { EXPECT_EQ(read("\xef\xbb\xbf\"a\",b\n"), (Read{{{1, {"a", "b"}}}})); }

TEST(CsvReader, TakesTheSeparatorOfTheFirstLine) {
  EXPECT_EQ(read("a;b;c,d\n1;2,3;4\n"), (Read{{{1, {"a", "b", "c,d"}}, {2, {"1", "2,3", "4"}}}}));
  EXPECT_EQ(read("a,b\n1;2,3\n"), (Read{{{1, {"a", "b"}}, {2, {"1;2", "3"}}}}));
}

TEST(CsvReader, TellsARowThatMayBeCutOff) {
  EXPECT_EQ(read("a,b\nc,d"), (Read{{{1, {"a", "b"}}, {2, {"c", "d"}}}, false}));
  EXPECT_EQ(read("a,b\nc,"), (Read{{{1, {"a", "b"}}, {2, {"c", ""}}}, false}));
  EXPECT_EQ(read("a,b\nc,\"d\""), (Read{{{1, {"a", "b"}}, {2, {"c", "d"}}}, false}));
}

TEST(CsvReader, StopsAtAQuoteThatNeverCloses) {
  EXPECT_EQ(read("a,b\n\nc,\"d\ne,f\n"),
            (Read{{{1, {"a", "b"}}}, true, "line 3: a quote opens and never closes"}));
}

TEST(CsvReader, StopsAtAQuoteInsideACell) {
  EXPECT_EQ(read("a,b\nc,d\"e\nf,g\n"),
            (Read{{{1, {"a", "b"}}}, true, "line 2: a quote stands in the middle of a cell"}));
  EXPECT_EQ(read("a,b\nc,\"d\"e\nf,g\n"),
            (Read{{{1, {"a", "b"}}}, true, "line 2: a quote stands in the middle of a cell"}));
}

TEST(CsvReader, StopsAtARowWithoutEnd) {
  const std::string lines(3 << 20, '\n');
  EXPECT_EQ(read("a\n\"" + lines),
            (Read{{{1, {"a"}}}, true, "line 2: the row is longer than a megabyte; is a quote missing?"}));
  EXPECT_EQ(read("a\n" + std::string(3 << 20, 'x')).problem,
            "line 2: the row is longer than a megabyte; is a quote missing?");
}

TEST(CsvReader, CrossesTheBordersOfItsBlocks) {
  std::string text;
  Read expected;
  for (int i = 1; i <= 9000; ++i) {
    text += std::to_string(i) + ",\"x y\"\n";
    expected.rows.push_back({i, {std::to_string(i), "x y"}});
  }
  ASSERT_GT(text.size(), 1U << 16);
  EXPECT_EQ(read(text), expected);
}

TEST(CsvReader, NamesAFileThatCannotBeRead) {
  const test::ScratchDir dir;
  const std::string path = (dir.path() / "absent.csv").string();
  try {
    CsvReader reader(path);
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::io);
    EXPECT_EQ(error.message(), "cannot open `" + path + "`");
  }
  CsvReader folder(dir.path().string());
  CsvRow row;
  EXPECT_FALSE(folder.next(row));
  EXPECT_EQ(folder.problem(), "line 1: cannot be read further");
}

}  // namespace
}  // namespace reeve
