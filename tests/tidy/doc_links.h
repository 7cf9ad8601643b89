#pragma once

#include <filesystem>

#include "tests/tidy/source_tree.h"

namespace reeve::tidy {

// Relative links and images in README.md, CONTRIBUTING.md, CHANGELOG.md and docs/**.md whose target is not
// there. Code, addresses with a scheme and links inside the same page are left alone.
Violations broken_links(const std::filesystem::path& root);

}  // namespace reeve::tidy
