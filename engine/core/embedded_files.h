#pragma once

#include <span>
#include <string_view>

namespace reeve {

// A file of the repository that is part of the binary: policies, templates, assets, migrations, campaign
// definitions.
struct EmbeddedFile {
  std::string_view path;   // relative to the repository root, with forward slashes
  std::string_view bytes;  // unchanged; valid as long as the process lives
};

// All of them, sorted by the bytes of the path. Tests of policies are not part of it.
std::span<const EmbeddedFile> embedded_files();

// The bytes of one file. Throws Error when there is none of that path.
std::string_view embedded_file(std::string_view path);

}  // namespace reeve
