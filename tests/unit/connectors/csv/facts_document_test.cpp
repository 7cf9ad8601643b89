// docs/formats/facts.md says what the table in row_formats.cpp says.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "connectors/row_mapping.h"
#include "tests/support/paths.h"

namespace reeve {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (char c : text) out += c == '|' ? "\\|" : std::string(1, c);
  return out;
}

std::string document_of(const RowFormat& format) {
  std::string out =
      "## " + std::string(format.name) + ".csv\n\n| Column | Holds | Meaning |\n|---|---|---|\n";
  for (const RowColumn& column : format.columns) {
    const std::string mark = column.need == RowNeed::optional ? ""
                             : column.need == RowNeed::key    ? " (key)"
                                                              : " (required)";
    out += "| `" + std::string(column.name) + "`" + mark + " | " + escaped(column.values()) + " | " +
           escaped(column.about) + " |\n";
  }
  return out;
}

TEST(FactsDocument, DescribesEveryFileAndColumn) {
  std::ifstream file(test::source_dir() / "docs/formats/facts.md", std::ios::binary);
  const std::string page{std::istreambuf_iterator<char>{file}, {}};
  std::string expected;
  for (const RowFormat& format : row_formats()) expected += "\n" + document_of(format);
  const std::size_t at = page.find("\n## identities.csv\n");
  ASSERT_NE(at, std::string::npos);
  EXPECT_EQ(page.substr(at), expected);
}

}  // namespace
}  // namespace reeve
