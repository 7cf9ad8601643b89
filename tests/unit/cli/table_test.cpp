#include "cli/table.h"

#include <gtest/gtest.h>

#include <sstream>

#include "engine/core/error.h"

namespace reeve::cli {
namespace {

std::string printed(const Table& table, const std::string& format, int width = 0, bool color = false) {
  std::ostringstream out;
  print(table, format, out, width, color);
  return out.str();
}

Table example() {
  return {.columns = {{.key = "name", .heading = "name"},
                      {.key = "last_used", .heading = "last used", .right = true},
                      {.key = "why", .heading = "why", .wrap = true}},
          .rows = {{"Søren", 12, "is in support, which has crm_read"}, {"Ada", nullptr, true}}};
}

TEST(PrintTable, AlignsColumnsByWhatATerminalShows) {
  EXPECT_EQ(printed(example(), "table"),
            "name   last used  why\n"
            "-----  ---------  ---------------------------------\n"
            "Søren         12  is in support, which has crm_read\n"
            "Ada            ?  yes\n");
}

TEST(PrintTable, MakesHeadingsBoldInsteadOfUnderlined) {
  const Table table{.columns = {{.key = "a", .heading = "a"}}, .rows = {{"x"}}};
  EXPECT_EQ(printed(table, "table", 0, true), "\x1b[1ma\n\x1b[0mx\n");
}

TEST(PrintTable, WrapsLongTextsAndNothingElse) {
  EXPECT_EQ(printed(example(), "table", 36),
            "name   last used  why\n"
            "-----  ---------  ------------------\n"
            "Søren         12  is in support,\n"
            "                  which has crm_read\n"
            "Ada            ?  yes\n");
}

TEST(PrintTable, NeverCutsAKeyWhereTheTerminalIsTooNarrow) {
  const Table table{.columns = {{.key = "key", .heading = "key"}, {.key = "t", .heading = "t", .wrap = true}},
                    .rows = {{"a-very-long-native-key", "one two three four"}}};
  EXPECT_EQ(printed(table, "table", 10),
            "key                     t\n"
            "----------------------  ------------\n"
            "a-very-long-native-key  one two\n"
            "                        three four\n");
}

TEST(PrintTable, ShowsNoControlCharacters) {
  const Table table{.columns = {{.key = "a", .heading = "a"}}, .rows = {{"x\x1b[31m\ny"}}};
  EXPECT_EQ(printed(table, "table"), "a\n--------\nx\xef\xbf\xbd[31m y\n");
}

TEST(PrintTable, PrintsNothingWhereThereAreNoRows) {
  const Table table{.columns = {{.key = "a", .heading = "a"}}, .rows = {}};
  EXPECT_EQ(printed(table, "table"), "");
  EXPECT_EQ(printed(table, "json"), "[]\n");
  EXPECT_EQ(printed(table, "csv"), "a\r\n");
}

TEST(PrintJson, KeepsTypesAndTellsUnknown) {
  EXPECT_EQ(printed(example(), "json"),
            "[\n"
            " {\"last_used\":12,\"name\":\"Søren\",\"why\":\"is in support, which has crm_read\"},\n"
            " {\"last_used\":null,\"name\":\"Ada\",\"why\":true}\n"
            "]\n");
}

TEST(PrintJson, SurvivesTextThatIsNotUtf8) {
  const Table table{.columns = {{.key = "a", .heading = "a"}}, .rows = {{"x\xff"}}};
  EXPECT_EQ(printed(table, "json"), "[\n {\"a\":\"x\xef\xbf\xbd\"}\n]\n");
}

TEST(PrintCsv, QuotesWhatNeedsIt) {
  const Table table{
      .columns = {{.key = "a", .heading = "A"}, {.key = "b", .heading = "B"}},
      .rows = {{"one, \"two\"", "three\nfour"}, {nullptr, Json::array({"x", "y"})}, {true, -3}}};
  EXPECT_EQ(printed(table, "csv"), "a,b\r\n\"one, \"\"two\"\"\",\"three\nfour\"\r\n,x|y\r\ntrue,-3\r\n");
}

TEST(PrintCsv, DisarmsFormulas) {
  for (const std::string start : {"=", "+", "-", "@", "\t"}) {
    const Table table{.columns = {{.key = "a", .heading = "a"}}, .rows = {{start + "x"}}};
    EXPECT_EQ(printed(table, "csv"), "a\r\n'" + start + "x\r\n");
  }
  const Table table{.columns = {{.key = "a", .heading = "a"}}, .rows = {{"\rx"}}};
  EXPECT_EQ(printed(table, "csv"), "a\r\n\"'\rx\"\r\n");
}

TEST(PrintTable, RefusesARowThatDoesNotFit) {
  const Table table{.columns = {{.key = "a", .heading = "a"}}, .rows = {{"x", "y"}}};
  EXPECT_THROW(printed(table, "json"), Error);
}

}  // namespace
}  // namespace reeve::cli
