#include "tests/tidy/source_tree.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <stdexcept>

namespace fs = std::filesystem;

namespace reeve::tidy {
namespace {

constexpr std::array<std::string_view, 3> kForeign{"build", ".git", ".tools"};

bool is_foreign(const std::string& name) { return std::ranges::find(kForeign, name) != kForeign.end(); }

}  // namespace

std::vector<std::string> files_of(const fs::path& root) {
  std::vector<std::string> files;
  for (auto entry = fs::recursive_directory_iterator{root}; entry != fs::end(entry); ++entry) {
    if (entry.depth() == 0 && is_foreign(entry->path().filename().string())) {
      entry.disable_recursion_pending();
    } else if (entry->is_regular_file() && !entry->is_symlink()) {
      files.push_back(entry->path().lexically_relative(root).generic_string());
    }
  }
  std::ranges::sort(files);
  std::erase(files, ".git");
  return files;
}

std::vector<std::string> lines_of(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in) throw std::runtime_error("cannot read " + file.string());
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string violation(std::string_view path, std::size_t line, std::string_view message) {
  return std::string{path} + ":" + std::to_string(line) + ": " + std::string{message};
}

}  // namespace reeve::tidy
