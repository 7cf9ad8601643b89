#include "engine/workflow/init.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "engine/core/error.h"

namespace reeve {
namespace {

// Fails where the file exists, also where somebody else makes it at the same moment.
void write_new_file(const std::string& path, const std::string& text) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (file < 0 && errno == EEXIST) {
    throw Error(ErrorCode::conflict,
                "`" + path + "` exists already; edit it, or name another file with --config");
  }
  if (file < 0) throw Error(ErrorCode::io, "cannot write `" + path + "`: " + std::strerror(errno));
  const ssize_t written = ::write(file, text.data(), text.size());
  const bool closed = ::close(file) == 0;
  if (!closed || written != static_cast<ssize_t>(text.size())) {
    std::filesystem::remove(path);
    throw Error(ErrorCode::io, "cannot write `" + path + "`; is the disk full?");
  }
}

}  // namespace

void init(Context& context, const std::string& company) {
  const std::string path = context.config.path;
  write_new_file(path, config_template(company));
  try {
    context.config = load_config(path);
    context.create_store();
  } catch (...) {
    std::filesystem::remove(path);
    throw;
  }
}

}  // namespace reeve
