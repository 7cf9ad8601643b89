#include "engine/core/csv_table.h"

#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "tests/support/scratch_dir.h"

namespace reeve {
namespace {

using Cells = std::map<std::string, std::string>;

class CsvTableTest : public testing::Test {
 protected:
  std::vector<CsvRecord> read(const std::string& text) {
    return read_csv_table(dir_.write("a.csv", text).string(), {"key", "name"}, {"note"});
  }
  std::string refusal(const std::string& text) {
    try {
      read(text);
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::config);
      const std::string path = (dir_.path() / "a.csv").string();
      EXPECT_TRUE(error.message().starts_with(path + ": ")) << error.message();
      return error.message().substr(path.size() + 2);
    }
    return "accepted";
  }
  test::ScratchDir dir_;
};

TEST_F(CsvTableTest, ReadsRecordsByColumn) {
  const auto records = read("note,name,key\n x , b c ,1\n\n,d,2");
  ASSERT_EQ(records.size(), 2U);
  EXPECT_EQ(records[0].line, 2);
  EXPECT_EQ(records[0].cells, (Cells{{"key", "1"}, {"name", "b c"}, {"note", "x"}}));
  EXPECT_EQ(records[1].line, 4);
  EXPECT_EQ(records[1].cells, (Cells{{"key", "2"}, {"name", "d"}, {"note", ""}}));
  EXPECT_EQ(read("key,name\n1,b\n").at(0).cells, (Cells{{"key", "1"}, {"name", "b"}, {"note", ""}}));
}

TEST_F(CsvTableTest, NamesTheLineOfAMistake) {
  EXPECT_EQ(refusal(""), "line 1: the file has no header line");
  EXPECT_EQ(refusal("key,nam\n"), "line 1: unknown column `nam`; did you mean `name`?");
  EXPECT_EQ(refusal("key,name,colour\n"), "line 1: unknown column `colour`; known are key, name, note");
  EXPECT_EQ(refusal("key,name,key\n"), "line 1: the column `key` stands twice");
  EXPECT_EQ(refusal("key,note\n"), "line 1: the column `name` is missing");
  EXPECT_EQ(refusal("key,name\n1\n"), "line 2: the row has 1 cell, the header line 2");
  EXPECT_EQ(refusal("key,name\n1,\xff\n"), "line 2: `name` is not UTF-8");
  EXPECT_EQ(refusal("key,name\n1,\"b\n"), "line 2: a quote opens and never closes");
}

TEST_F(CsvTableTest, SaysThatAFileIsMissing) {
  const std::string path = (dir_.path() / "absent.csv").string();
  try {
    read_csv_table(path, {}, {});
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::config);
    EXPECT_EQ(error.message(), "cannot open `" + path + "`");
  }
}

}  // namespace
}  // namespace reeve
