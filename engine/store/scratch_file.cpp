#include "engine/store/scratch_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "engine/core/error.h"

namespace reeve {

ScratchFile::ScratchFile(const std::filesystem::path& folder)
    : folder_(folder.empty() ? "." : folder.string()) {
  fd_ = open(folder_.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (fd_ >= 0) return;
  // Some file systems know no files without a name: make one and take its name away.
  std::string name = folder_ + "/reeve-scratch-XXXXXX";
  fd_ = mkostemp(name.data(), O_CLOEXEC);
  if (fd_ < 0) fail("make a scratch file");
  unlink(name.c_str());
}

ScratchFile::~ScratchFile() {
  if (fd_ >= 0) close(fd_);
}

void ScratchFile::append(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = pwrite(fd_, bytes.data(), bytes.size(), size_);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) fail("write a scratch file");
    bytes.remove_prefix(static_cast<std::size_t>(written));
    size_ += written;
  }
}

void ScratchFile::read(std::int64_t offset, std::size_t count, std::string& out) const {
  const std::size_t start = out.size();
  out.resize(start + count);
  for (std::size_t done = 0; done < count;) {
    const ssize_t got =
        pread(fd_, out.data() + start + done, count - done, offset + static_cast<std::int64_t>(done));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) fail("read a scratch file");
    done += static_cast<std::size_t>(got);
  }
}

void ScratchFile::fail(const char* what) const {
  throw Error(ErrorCode::io, std::string("cannot ") + what + " in `" + folder_ +
                                 "`: " + std::strerror(errno) + "; check its space and permissions");
}

}  // namespace reeve
