// A text file line by line, in bounded memory.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "engine/core/byte_source.h"

namespace reeve {

// A byte order mark is skipped, a carriage return before the line end is not part of the line. Thread rule:
// one thread at a time.
class LineReader {
 public:
  // Decompresses a file whose name ends in .gz or .zst. Throws Error{io} naming the file where it cannot be
  // opened.
  explicit LineReader(const std::string& path);

  // False at the end of the file, and where the rest of it cannot be read.
  bool next(std::string& line);
  std::int64_t line() const { return line_; }  // of the last one, from 1
  bool ended() const { return ended_; }        // false: the last one has no line end, so it may be cut off
  // Why the rest could not be read ("line 7: is longer than a megabyte"); empty where all of it was.
  const std::string& problem() const { return problem_; }

 private:
  bool fill();

  std::unique_ptr<ByteSource> source_;
  std::string block_;
  std::size_t at_ = 0;
  std::int64_t line_ = 0;
  bool ended_ = true;
  std::string problem_;
};

}  // namespace reeve
