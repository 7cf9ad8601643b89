// Tells runs that somebody is writing from runs whose writer died: a writer holds a lock that the system
// takes back when its process ends, however that ends.
#pragma once

#include <filesystem>
#include <optional>

#include "engine/model/keys.h"

namespace reeve {

// One byte of the file `<store>-writers` per run. Thread rule: any number of threads.
class RunLocks {
 public:
  explicit RunLocks(const std::filesystem::path& store);

  // Held until it is destroyed.
  class Lock {
   public:
    explicit Lock(int fd) : fd_(fd) {}
    ~Lock();
    Lock(Lock&& other) noexcept : fd_(other.fd_) { other.fd_ = -1; }
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;

   private:
    int fd_;
  };

  // nullopt where another writer, of this process or of any other, holds it. Throws Error{store} where the
  // file cannot be made.
  std::optional<Lock> try_lock(RunNo run) const;

 private:
  std::filesystem::path path_;
};

}  // namespace reeve
