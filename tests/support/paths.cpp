#include "tests/support/paths.h"

#include <cstdlib>

namespace fs = std::filesystem;

namespace reeve::test {

fs::path source_dir() { return REEVE_SOURCE_DIR; }

fs::path build_dir() { return REEVE_BUILD_DIR; }

fs::path reeve_binary() { return build_dir() / "reeve"; }

fs::path opa_binary() { return build_dir() / "opa"; }

std::optional<fs::path> shared_data_dir() {
  const char* const chosen = std::getenv("REEVE_SHARED_DATA");
  const fs::path folder =
      chosen != nullptr ? fs::path{chosen} : source_dir().parent_path() / "shared" / "data";
  if (!fs::is_directory(folder)) return std::nullopt;
  return folder;
}

}  // namespace reeve::test
