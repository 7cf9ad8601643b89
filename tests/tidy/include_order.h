#pragma once

#include <filesystem>

#include "tests/tidy/layer_rules.h"
#include "tests/tidy/source_tree.h"

namespace reeve::tidy {

// Every #include of our own C++ files outside tests/ that breaks the order: upward or sideways, of a header
// that the file's folder may not see, or written otherwise than from the repository root. A file in a folder
// that the rules do not know is a violation too.
Violations include_violations(const std::filesystem::path& root, const LayerRules& rules);

}  // namespace reeve::tidy
