#include "engine/sql/writer_locks.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "engine/core/error.h"

namespace reeve {
namespace {

constexpr off_t kWaiting = 0;  // run numbers begin with 1

// These locks belong to one opening of the file, so two threads of one process keep each other out, too.
struct flock byte_range(short type, off_t byte) {
  struct flock range {};
  range.l_type = type;
  range.l_whence = SEEK_SET;
  range.l_start = byte;
  range.l_len = 1;
  return range;
}

int open_file(const std::filesystem::path& path) {
  const int fd = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd >= 0) return fd;
  throw Error(ErrorCode::store, "cannot make `" + path.string() + "`: " + std::strerror(errno));
}

}  // namespace

WriterLocks::WriterLocks(const std::filesystem::path& store) : path_(store.string() + "-writers") {}

WriterLocks::Lock::~Lock() {
  if (fd_ >= 0) close(fd_);
}

std::optional<WriterLocks::Lock> WriterLocks::try_lock(RunNo run) const {
  const int fd = open_file(path_);
  Lock lock(fd);
  auto range = byte_range(F_WRLCK, run);
  if (fcntl(fd, F_OFD_SETLK, &range) != 0) return std::nullopt;
  return lock;
}

WriterLocks::Lock WriterLocks::wait_in_line() const {
  const int fd = open_file(path_);
  Lock lock(fd);
  auto range = byte_range(F_RDLCK, kWaiting);
  // Nobody locks this byte against readers; without the lock one only waits longer.
  fcntl(fd, F_OFD_SETLK, &range);
  return lock;
}

bool WriterLocks::somebody_waits() const {
  const int fd = open_file(path_);
  const Lock closes_file(fd);
  auto range = byte_range(F_WRLCK, kWaiting);
  return fcntl(fd, F_OFD_GETLK, &range) == 0 && range.l_type != F_UNLCK;
}

}  // namespace reeve
