#include "connectors/csv/csv_connector.h"

#include <algorithm>
#include <filesystem>

#include "connectors/csv/csv_client.h"
#include "connectors/row_mapping.h"
#include "engine/core/error.h"
#include "engine/core/text.h"

namespace fs = std::filesystem;

namespace reeve {
namespace {

std::string file_name(const RowFormat& format) { return std::string(format.name) + ".csv"; }

// The formats that the option `sections` names, in the order in which they are read.
std::vector<const RowFormat*> expected_formats(const SourceConfig& config) {
  std::vector<std::string> names;
  for (const std::string& word : split(config.required("sections"), ' ')) {
    if (!word.empty()) names.push_back(word);
  }
  std::vector<std::string> known;
  std::vector<const RowFormat*> out;
  for (const RowFormat& format : row_formats()) {
    known.emplace_back(format.name);
    if (std::erase(names, known.back()) > 0) out.push_back(&format);
  }
  if (names.empty()) return out;
  const auto near = nearest_name(names.front(), known);
  throw Error(ErrorCode::config,
              "source `" + config.name + "`: there is no section `" + names.front() + "`; " +
                  (near ? "did you mean `" + *near + "`?" : "there are " + join(known, ", ")));
}

std::string remark_on(const RowMapping& mapping) {
  const std::vector<std::string> unknown = mapping.unknown_columns();
  return unknown.empty() ? "" : "not known and not read: " + join(unknown, ", ");
}

// Throws Error{source} or Error{io} where no row can be read.
struct OpenFile {
  OpenFile(const fs::path& path, const RowFormat& format)
      : file(path.string()), mapping(format, file.header()) {}
  FactFile file;
  RowMapping mapping;
};

class CsvConnector final : public Connector {
 public:
  explicit CsvConnector(const SourceConfig& config)
      : folder_(config.path("dir")),
        place_(" in `" + fs::path(config.required("dir")).lexically_normal().string() + "`"),
        expected_(expected_formats(config)) {}

  std::vector<CheckItem> check() override {
    if (!fs::is_directory(folder_)) {
      return {{"open " + folder_.string(), TriState::no, "there is no such folder; correct `dir`"}};
    }
    std::vector<CheckItem> items;
    for (const RowFormat& format : row_formats()) {
      if (is_expected(format)) {
        items.push_back(check_file(format));
      } else if (fs::exists(path_of(format))) {
        items.push_back({"read " + file_name(format), TriState::unknown,
                         "not read, because `sections` does not name " + std::string(format.name)});
      }
    }
    return items;
  }

  void read(FactSink& sink, std::stop_token stop) override {
    for (const RowFormat* format : expected_) read_section(*format, sink, stop);
  }

 private:
  fs::path path_of(const RowFormat& format) const { return folder_ / file_name(format); }
  bool is_expected(const RowFormat& format) const {
    return std::ranges::find(expected_, &format) != expected_.end();
  }

  CheckItem check_file(const RowFormat& format) const {
    try {
      const OpenFile open(path_of(format), format);
      std::string found = count_of(open.file.header().size(), "column", "columns");
      const std::string remark = remark_on(open.mapping);
      if (remark.empty()) return {"read " + file_name(format), TriState::yes, found};
      return {"read " + file_name(format), TriState::unknown, found + "; " + remark};
    } catch (const Error& error) {
      return {"read " + file_name(format), TriState::no, error.message()};
    }
  }

  void read_section(const RowFormat& format, FactSink& sink, const std::stop_token& stop) const {
    std::unique_ptr<OpenFile> open;
    try {
      open = std::make_unique<OpenFile>(path_of(format), format);
    } catch (const Error& error) {
      sink.open(format.section, "csv file " + file_name(format) + place_);
      return sink.close(format.section, SectionState::failed, file_name(format) + ": " + error.message());
    }
    sink.open(format.section, "csv file " + file_name(format) + ", columns " +
                                  join(open->mapping.known_columns(), ", ") + place_);
    CsvRow row;
    while (open->file.next(row)) {
      if (stop.stop_requested())
        return sink.close(format.section, SectionState::partial, "the read was stopped");
      read_row(format, open->mapping, row, sink);
    }
    if (const std::string& problem = open->file.problem(); !problem.empty()) {
      return sink.close(format.section, SectionState::partial,
                        file_name(format) + ": " + problem + "; what follows was not read");
    }
    sink.close(format.section, SectionState::complete, remark_on(open->mapping));
  }

  static void read_row(const RowFormat& format, const RowMapping& mapping, const CsvRow& row,
                       FactSink& sink) {
    auto mapped = mapping.map(row.cells);
    if (!row.ended) mapped = RowMistake{std::nullopt, "the file ends inside this row, without a line end"};
    if (auto* fact = std::get_if<Fact>(&mapped)) return sink.fact(std::move(*fact));
    auto& mistake = std::get<RowMistake>(mapped);
    sink.reject({.section = format.section,
                 .where = file_name(format) + ":" + std::to_string(row.line),
                 .key = std::move(mistake.key),
                 .reason = std::move(mistake.reason)});
  }

  fs::path folder_;
  std::string place_;  // as reeve.toml names it: a copy of the folder elsewhere is the same place
  std::vector<const RowFormat*> expected_;
};

}  // namespace

ConnectorKind csv_connector() {
  return {.name = "csv",
          .help = "a folder of CSV files, one per kind of fact (docs/formats/facts.md)",
          .options = {{.name = "dir", .required = true, .help = "the folder", .example = "facts/hr"},
                      {.name = "sections",
                       .required = true,
                       .help = "the files that must be there, without .csv; others are not read",
                       .example = "identities accounts"}},
          .create = [](const SourceConfig& config, const Clock&) -> std::unique_ptr<Connector> {
            return std::make_unique<CsvConnector>(config);
          }};
}

}  // namespace reeve
