// How wide the demo writes.
#pragma once

#include <cstddef>

namespace reeve::demo {

inline constexpr std::size_t kWidth = 100;  // columns; wider lines are hard to read

}  // namespace reeve::demo
