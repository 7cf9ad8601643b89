#include "engine/core/line_reader.h"

#include "engine/core/error.h"

namespace reeve {
namespace {

constexpr std::size_t kBlock = 1 << 16;
constexpr std::size_t kLongestLine = 1 << 20;
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

}  // namespace

LineReader::LineReader(const std::string& path) : source_(open_bytes(path)) {}

bool LineReader::fill() {
  block_.resize(kBlock);
  at_ = 0;
  try {
    block_.resize(source_->read(block_.data(), kBlock));
  } catch (const Error& error) {
    block_.clear();
    problem_ = "line " + std::to_string(line_) + ": " + error.message();
  }
  return !block_.empty();
}

bool LineReader::next(std::string& line) {
  line.clear();
  if (!problem_.empty()) return false;
  ++line_;
  for (;;) {
    const std::size_t end = block_.find('\n', at_);
    ended_ = end != std::string::npos;
    line.append(block_, at_, ended_ ? end - at_ : std::string::npos);
    at_ = ended_ ? end + 1 : block_.size();
    if (line.size() > kLongestLine) {
      problem_ = "line " + std::to_string(line_) + ": is longer than a megabyte";
      return false;
    }
    if (ended_) break;
    if (!fill()) {
      if (line.empty() || !problem_.empty()) return false;
      break;
    }
  }
  if (line_ == 1 && line.starts_with(kByteOrderMark)) line.erase(0, kByteOrderMark.size());
  if (line.ends_with('\r')) line.pop_back();
  return true;
}

}  // namespace reeve
