#include "engine/sql/run_locks.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "engine/core/error.h"

namespace reeve {

RunLocks::RunLocks(const std::filesystem::path& store) : path_(store.string() + "-writers") {}

RunLocks::Lock::~Lock() {
  if (fd_ >= 0) close(fd_);
}

std::optional<RunLocks::Lock> RunLocks::try_lock(RunNo run) const {
  const int fd = open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) {
    throw Error(ErrorCode::store, "cannot make `" + path_.string() + "`: " + std::strerror(errno));
  }
  Lock lock(fd);
  // The lock belongs to this opening of the file, so two threads of one process keep each other out, too.
  struct flock range {};
  range.l_type = F_WRLCK;
  range.l_whence = SEEK_SET;
  range.l_start = run;
  range.l_len = 1;
  if (fcntl(fd, F_OFD_SETLK, &range) != 0) return std::nullopt;
  return lock;
}

}  // namespace reeve
