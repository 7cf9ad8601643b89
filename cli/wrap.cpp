#include "cli/wrap.h"

#include "engine/core/text.h"

namespace reeve::cli {
namespace {

// The first `columns` code points of `text`, in bytes.
std::size_t bytes_of_columns(std::string_view text, std::size_t columns) {
  std::size_t at = 0;
  while (at < text.size() && columns > 0) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80) ++at;
    --columns;
  }
  return at;
}

void wrap_line(std::string_view text, std::size_t width, std::vector<std::string>& out) {
  std::string line;
  std::size_t columns = 0;
  for (std::string word : split(text, ' ')) {
    std::size_t length = utf8_length(word);
    if (columns > 0 && columns + 1 + length > width) {
      out.push_back(std::move(line));
      line.clear();
      columns = 0;
    }
    while (length > width) {
      const std::size_t taken = bytes_of_columns(word, width);
      out.push_back(word.substr(0, taken));
      word.erase(0, taken);
      length -= width;
    }
    if (columns > 0) line += ' ';
    line += word;
    columns += length + (columns > 0 ? 1 : 0);
  }
  out.push_back(std::move(line));
}

}  // namespace

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  std::vector<std::string> out;
  for (const std::string& line : split(text, '\n')) {
    if (width == 0 || utf8_length(line) <= width) {
      out.push_back(line);
    } else {
      wrap_line(line, width, out);
    }
  }
  if (out.empty()) out.emplace_back();
  return out;
}

std::string pad_right(std::string_view text, std::size_t width) {
  const std::size_t length = utf8_length(text);
  return std::string(text) + std::string(length < width ? width - length : 0, ' ');
}

std::string pad_left(std::string_view text, std::size_t width) {
  const std::size_t length = utf8_length(text);
  return std::string(length < width ? width - length : 0, ' ') + std::string(text);
}

}  // namespace reeve::cli
