// The numbers of cases as people type them.
#pragma once

#include <cstdint>
#include <string>

namespace reeve::cli {

// Throws Error{usage} where the text is none.
std::int32_t case_number(const std::string& text);

}  // namespace reeve::cli
