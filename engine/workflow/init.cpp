#include "engine/workflow/init.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "engine/core/error.h"

namespace reeve {
namespace {

// False where the file exists, also where somebody else makes it at the same moment.
bool write_new_file(const std::string& path, const std::string& text) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (file < 0 && errno == EEXIST) return false;
  if (file < 0) throw Error(ErrorCode::io, "cannot write `" + path + "`: " + std::strerror(errno));
  const ssize_t written = ::write(file, text.data(), text.size());
  const bool closed = ::close(file) == 0;
  if (!closed || written != static_cast<ssize_t>(text.size())) {
    std::filesystem::remove(path);
    throw Error(ErrorCode::io, "cannot write `" + path + "`; is the disk full?");
  }
  return true;
}

bool has_store(const Context& context) {
  try {
    context.open_store();
    return true;
  } catch (const Error&) {
    return false;  // whatever is there instead, making the store says what is wrong with it
  }
}

}  // namespace

InitOutcome init(Context& context, const std::string& company) {
  const std::string path = context.config.path;
  const bool written = write_new_file(path, config_template(company));
  try {
    context.config = load_config(path);
    if (!written && has_store(context)) {
      throw Error(ErrorCode::conflict,
                  "`" + path + "` and its store exist already; edit the file, or name another with --config");
    }
    context.create_store();
  } catch (...) {
    if (written) std::filesystem::remove(path);
    throw;
  }
  return written ? InitOutcome::wrote_configuration : InitOutcome::kept_configuration;
}

}  // namespace reeve
