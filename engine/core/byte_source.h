// The bytes of a file from front to back, in bounded memory, decompressed where its name ends in .gz or .zst.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

namespace reeve {

// Thread rule: one thread at a time.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // Puts at most `most` bytes at `into`; 0 only at the end. Throws Error{io} where the rest cannot be read:
  // the disk fails, the compressed data is damaged, or it ends before its end.
  virtual std::size_t read(char* into, std::size_t most) = 0;
};

// Throws Error{io} naming the file where it cannot be opened.
std::unique_ptr<ByteSource> open_bytes(const std::string& path);

// zstd data that begins `skip` bytes into the file, whatever the file is called.
std::unique_ptr<ByteSource> open_zstd(const std::string& path, std::size_t skip);

}  // namespace reeve
