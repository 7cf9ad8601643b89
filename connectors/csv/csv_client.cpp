#include "connectors/csv/csv_client.h"

#include <algorithm>

#include "engine/core/csv.h"
#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve {
namespace {

[[noreturn]] void unreadable(const std::string& message) { throw Error(ErrorCode::source, message); }

std::vector<std::string> header_of(CsvReader& reader) {
  CsvRow row;
  if (!reader.next(row)) {
    unreadable(reader.problem().empty() ? "the file is empty, without even a header line" : reader.problem());
  }
  std::vector<std::string> header;
  for (const std::string& cell : row.cells) {
    const std::string name(trim(cell));
    if (!is_valid_utf8(name)) unreadable("the header line is not UTF-8; save the file as UTF-8");
    // A column without a name has no meaning, so several of them are no contradiction.
    if (!name.empty() && std::ranges::find(header, name) != header.end()) {
      unreadable("the column `" + name + "` stands twice in the header line");
    }
    header.push_back(name);
  }
  return header;
}

class CsvFacts final : public FactFile {
 public:
  CsvFacts(const std::string& path, const RowFormat& format)
      : reader_(path), mapping_(format, header_of(reader_)) {}

  bool next(FactRow& row) override {
    CsvRow read;
    if (!reader_.next(read)) return false;
    row.line = read.line;
    row.mapped = mapping_.map(read.cells);
    if (!read.ended)
      row.mapped = RowMistake{std::nullopt, "the file ends inside this row, without a line end"};
    return true;
  }
  std::string problem() const override { return reader_.problem(); }
  std::vector<std::string> columns() const override { return mapping_.known_columns(); }
  std::vector<std::string> unknown_columns() const override { return mapping_.unknown_columns(); }

 private:
  CsvReader reader_;
  RowMapping mapping_;
};

}  // namespace

std::unique_ptr<FactFile> open_csv_facts(const std::string& path, const RowFormat& format) {
  return std::make_unique<CsvFacts>(path, format);
}

}  // namespace reeve
