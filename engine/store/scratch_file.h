// A file without a name: nobody else can open it, and it is gone when it is closed or the process ends.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace reeve {

// Throws Error{io} where the file cannot be made, written or read. Thread rule: many readers or one writer.
class ScratchFile {
 public:
  explicit ScratchFile(const std::filesystem::path& folder);
  ~ScratchFile();
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;

  std::int64_t size() const { return size_; }
  void append(std::string_view bytes);
  // Appends `count` bytes from `offset` on to `out`; all of them must have been written.
  void read(std::int64_t offset, std::size_t count, std::string& out) const;

 private:
  [[noreturn]] void fail(const char* what) const;

  std::string folder_;
  int fd_ = -1;
  std::int64_t size_ = 0;
};

}  // namespace reeve
