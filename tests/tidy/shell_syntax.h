#pragma once

#include <filesystem>

#include "tests/tidy/source_tree.h"

namespace reeve::tidy {

// Shell scripts (by their first line, or named *.sh) that bash cannot parse, or that others cannot start.
Violations broken_scripts(const std::filesystem::path& root);

}  // namespace reeve::tidy
