#include "connectors/csv/csv_client.h"

#include <algorithm>
#include <filesystem>

#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve {
namespace {

[[noreturn]] void unreadable(const std::string& message) { throw Error(ErrorCode::source, message); }

std::string existing(const std::string& path) {
  if (!std::filesystem::exists(path)) unreadable("the file is missing");
  // Opening a pipe would wait for somebody to write.
  if (!std::filesystem::is_regular_file(path)) unreadable("it is not a regular file");
  return path;
}

}  // namespace

FactFile::FactFile(const std::string& path) : reader_(existing(path)) {
  CsvRow row;
  if (!reader_.next(row)) {
    unreadable(problem().empty() ? "the file is empty, without even a header line" : problem());
  }
  for (const std::string& cell : row.cells) {
    const std::string name(trim(cell));
    if (!is_valid_utf8(name)) unreadable("the header line is not UTF-8; save the file as UTF-8");
    // A column without a name has no meaning, so several of them are no contradiction.
    if (!name.empty() && std::ranges::find(header_, name) != header_.end()) {
      unreadable("the column `" + name + "` stands twice in the header line");
    }
    header_.push_back(name);
  }
}

}  // namespace reeve
