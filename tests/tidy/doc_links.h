#pragma once

#include <filesystem>

#include "tests/tidy/source_tree.h"

namespace reeve::tidy {

// Relative links and images in every .md file outside tests/ whose target is not
// there. Code, addresses with a scheme and links inside the same page are left alone.
Violations broken_links(const std::filesystem::path& root);

}  // namespace reeve::tidy
