#include "engine/core/embedded_files.h"

#include <algorithm>
#include <string>

#include "engine/core/error.h"

namespace reeve {

std::string_view embedded_file(std::string_view path) {
  const auto files = embedded_files();
  const auto found = std::ranges::lower_bound(files, path, {}, &EmbeddedFile::path);
  if (found == files.end() || found->path != path) {
    throw Error(ErrorCode::not_found, "the binary holds no file `" + std::string(path) + "`");
  }
  return found->bytes;
}

}  // namespace reeve
