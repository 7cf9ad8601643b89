#include "engine/opa/runtime_dir.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "engine/core/error.h"

namespace fs = std::filesystem;

namespace reeve {
namespace {

constexpr std::string_view kPrefix = "reeve-opa-";
// The address of a unix socket holds 107 characters and an end; this leaves room for the names below.
constexpr std::size_t kLongestBase = 60;

fs::path base_dir() {
  for (const char* const variable : {"XDG_RUNTIME_DIR", "TMPDIR"}) {
    const char* const folder = std::getenv(variable);
    if (folder == nullptr || *folder != '/' || std::string_view(folder).size() > kLongestBase) continue;
    if (access(folder, W_OK | X_OK) == 0) return folder;
  }
  return "/tmp";
}

// Nothing where somebody else holds it, or has removed it before we had it.
int try_lock(const fs::path& folder, int flags) {
  const int file = open((folder / "lock").c_str(), flags | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0) return -1;
  struct stat status {};
  if (flock(file, LOCK_EX | LOCK_NB) == 0 && fstat(file, &status) == 0 && status.st_nlink > 0) return file;
  close(file);
  return -1;
}

bool is_ours(const fs::path& folder) {
  struct stat status {};
  return lstat(folder.c_str(), &status) == 0 && S_ISDIR(status.st_mode) && status.st_uid == geteuid();
}

// What killed processes have left. Folders that somebody holds, and folders of other users, stay.
void sweep(const fs::path& base) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(base, ignored)) {
    const fs::path& folder = entry.path();
    if (!folder.filename().string().starts_with(kPrefix) || !is_ours(folder)) continue;
    const int lock = try_lock(folder, 0);
    if (lock < 0) continue;
    fs::remove_all(folder, ignored);
    close(lock);
  }
}

Error no_folder_in(const fs::path& base) {
  return {ErrorCode::policy_engine, "cannot make a folder in `" + base.string() +
                                        "` for the socket of the policy engine; set TMPDIR to a folder that "
                                        "can be written"};
}

std::string make_folder(const fs::path& base) {
  std::string pattern = (base / (std::string(kPrefix) + "XXXXXX")).string();
  if (mkdtemp(pattern.data()) == nullptr) throw no_folder_in(base);
  return pattern;
}

}  // namespace

RuntimeDir::RuntimeDir() {
  const fs::path base = base_dir();
  sweep(base);
  // Somebody who sweeps at this moment may lock the new folder before we do, and remove it.
  constexpr int kMostTries = 100;
  for (int i = 0; i < kMostTries && lock_ < 0; ++i) {
    path_ = make_folder(base);
    lock_ = try_lock(path_, O_CREAT);
  }
  if (lock_ < 0) throw no_folder_in(base);
}

RuntimeDir::~RuntimeDir() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
  if (lock_ >= 0) close(lock_);
}

}  // namespace reeve
