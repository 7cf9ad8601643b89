// Breaking text over lines, by what a terminal shows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace reeve::cli {

// Lines of at most `width` columns (0 = unlimited), broken at spaces; a word that is longer than a line is
// broken inside. Line feeds in the text are kept. At least one line.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

// `text` followed by spaces up to `width` columns; longer text stays as it is.
std::string pad_right(std::string_view text, std::size_t width);
std::string pad_left(std::string_view text, std::size_t width);

}  // namespace reeve::cli
