#include "connectors/fact_files.h"

#include <algorithm>
#include <filesystem>

#include "engine/core/error.h"
#include "engine/core/text.h"

namespace fs = std::filesystem;

namespace reeve {
namespace {

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

std::string remark_on(const FactFile& file) {
  const std::vector<std::string> unknown = file.unknown_columns();
  return unknown.empty() ? "" : "not known and not read: " + join(unknown, ", ");
}

[[noreturn]] void unreadable(const std::string& message) { throw Error(ErrorCode::source, message); }

class FactFileConnector final : public Connector {
 public:
  FactFileConnector(const SourceConfig& config, const FactFileKind& kind)
      : kind_(kind),
        folder_(config.path("dir")),
        place_(" in `" + fs::path(config.required("dir")).lexically_normal().string() + "`"),
        expected_(expected_formats(config)) {}

  std::vector<CheckItem> check() override {
    if (!fs::is_directory(folder_)) {
      return {{"open " + folder_.string(), TriState::no, "there is no such folder; correct `dir`"}};
    }
    std::vector<CheckItem> items;
    for (const RowFormat& format : row_formats()) {
      if (std::ranges::find(expected_, &format) != expected_.end()) {
        items.push_back(check_file(format));
      } else if (!files_of(format).empty()) {
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
  std::string file_name(const RowFormat& format) const { return std::string(format.name) + "." + kind_.name; }

  // Those of the file and its compressed forms that are there.
  std::vector<std::string> files_of(const RowFormat& format) const {
    std::vector<std::string> out;
    for (const char* end : {"", ".gz", ".zst"}) {
      std::string name = file_name(format) + end;
      if (fs::exists(folder_ / name)) out.push_back(std::move(name));
    }
    return out;
  }

  std::unique_ptr<FactFile> open(const RowFormat& format) const {
    const std::vector<std::string> files = files_of(format);
    if (files.empty()) unreadable("the file is missing");
    if (files.size() > 1) unreadable("it is there as " + enumerate_words(files) + "; leave one");
    const fs::path path = folder_ / files.front();
    // Opening a pipe would wait for somebody to write.
    if (!fs::is_regular_file(path)) unreadable("it is not a regular file");
    return kind_.open(path.string(), format);
  }

  CheckItem check_file(const RowFormat& format) const {
    const std::string what = "read " + file_name(format);
    try {
      const auto file = open(format);
      std::string found;
      if (file->columns().empty()) {
        FactRow row;
        found = file->next(row) ? "has rows" : "has no row";
        if (!file->problem().empty()) return {what, TriState::no, file->problem()};
      } else {
        found = count_of(file->columns().size() + file->unknown_columns().size(), "column", "columns");
      }
      const std::string remark = remark_on(*file);
      if (remark.empty()) return {what, TriState::yes, found};
      return {what, TriState::unknown, found + "; " + remark};
    } catch (const Error& error) {
      return {what, TriState::no, error.message()};
    }
  }

  void read_section(const RowFormat& format, FactSink& sink, const std::stop_token& stop) const {
    const std::string scope = kind_.name + " file " + file_name(format);
    std::unique_ptr<FactFile> file;
    try {
      file = open(format);
    } catch (const Error& error) {
      sink.open(format.section, scope + place_);
      return sink.close(format.section, SectionState::failed, file_name(format) + ": " + error.message());
    }
    const std::string columns = join(file->columns(), ", ");
    sink.open(format.section, scope + (columns.empty() ? "" : ", columns " + columns) + place_);
    FactRow row;
    while (file->next(row)) {
      if (stop.stop_requested())
        return sink.close(format.section, SectionState::partial, "the read was stopped");
      tell(format, std::move(row), sink);
    }
    if (const std::string problem = file->problem(); !problem.empty()) {
      return sink.close(format.section, SectionState::partial,
                        file_name(format) + ": " + problem + "; what follows was not read");
    }
    sink.close(format.section, SectionState::complete, remark_on(*file));
  }

  void tell(const RowFormat& format, FactRow row, FactSink& sink) const {
    if (auto* fact = std::get_if<Fact>(&row.mapped)) return sink.fact(std::move(*fact));
    auto& mistake = std::get<RowMistake>(row.mapped);
    sink.reject({.section = format.section,
                 .where = file_name(format) + ":" + std::to_string(row.line),
                 .key = std::move(mistake.key),
                 .reason = std::move(mistake.reason)});
  }

  FactFileKind kind_;
  fs::path folder_;
  std::string place_;  // as reeve.toml names it: a copy of the folder elsewhere is the same place
  std::vector<const RowFormat*> expected_;
};

}  // namespace

std::unique_ptr<Connector> make_fact_file_connector(const SourceConfig& config, const FactFileKind& kind) {
  return std::make_unique<FactFileConnector>(config, kind);
}

std::vector<OptionHelp> fact_file_options(const std::string& extension) {
  return {{.name = "dir", .required = true, .help = "the folder", .example = "facts/hr"},
          {.name = "sections",
           .required = true,
           .help = "the files that must be there, without ." + extension + "; others are not read",
           .example = "identities accounts"}};
}

}  // namespace reeve
