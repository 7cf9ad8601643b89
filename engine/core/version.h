#pragma once

#include <string_view>

namespace reeve {

// The version of the project as CMakeLists.txt states it, such as "0.1.0".
std::string_view version();

}  // namespace reeve
