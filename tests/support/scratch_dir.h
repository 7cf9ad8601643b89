#pragma once

#include <filesystem>
#include <string_view>

namespace reeve::test {

// A fresh empty folder under the system's temporary folder, removed with all its content at the end of its
// scope.
class ScratchDir {
 public:
  ScratchDir();
  ~ScratchDir();
  ScratchDir(const ScratchDir&) = delete;
  ScratchDir& operator=(const ScratchDir&) = delete;

  const std::filesystem::path& path() const { return path_; }

  // Writes a file below the folder, makes the folders in between, and returns the file's full path.
  std::filesystem::path write(const std::filesystem::path& relative, std::string_view content) const;

 private:
  std::filesystem::path path_;
};

}  // namespace reeve::test
