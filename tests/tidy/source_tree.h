// The files of a checkout as the tidy checks see them. Checks return one line per violation, "path:line: what
// is wrong", sorted by path; an empty list is a pass. They take the root of any tree, so that each can be
// tried on a small one.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace reeve::tidy {

using Violations = std::vector<std::string>;

// All files below `root`, relative to it, with forward slashes, sorted. Leaves out what is not the project's
// own: build/, .git, .tools/, and links.
std::vector<std::string> files_of(const std::filesystem::path& root);

// The lines of a file without their line ends; a carriage return stays. Throws std::runtime_error when
// unreadable.
std::vector<std::string> lines_of(const std::filesystem::path& file);

// "path:line: message"
std::string violation(std::string_view path, std::size_t line, std::string_view message);

}  // namespace reeve::tidy
