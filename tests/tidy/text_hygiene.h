#pragma once

#include <filesystem>

#include "tests/tidy/source_tree.h"

namespace reeve::tidy {

// In our own sources, scripts and pages (not in fixtures under tests/golden or tests/data): trailing white
// space, tabs, carriage returns, notes of unfinished work, and C++ files that have grown beyond 600 lines.
Violations untidy_text(const std::filesystem::path& root);

}  // namespace reeve::tidy
