// What writers tell one another across processes, by locks that the system takes back when a process ends,
// however that ends: who is still writing a run, and whether somebody waits.
#pragma once

#include <filesystem>
#include <optional>

#include "engine/model/keys.h"

namespace reeve {

// One byte of the file `<store>-writers` per run, and byte 0 for those who wait. Thread rule: any number of
// threads. Throws Error{store} where the file cannot be made.
class WriterLocks {
 public:
  explicit WriterLocks(const std::filesystem::path& store);

  // Held until it is destroyed.
  class Lock {
   public:
    explicit Lock(int fd) : fd_(fd) {}
    ~Lock();
    Lock(Lock&& other) noexcept : fd_(other.fd_) { other.fd_ = -1; }
    Lock& operator=(Lock&&) = delete;
    Lock(const Lock&) = delete;

   private:
    int fd_;
  };

  // nullopt where another writer, of this process or of any other, holds it.
  std::optional<Lock> try_lock(RunNo run) const;

  // A long writer makes room between two transactions where somebody waits; any number may wait at a time.
  Lock wait_in_line() const;
  bool somebody_waits() const;

 private:
  std::filesystem::path path_;
};

}  // namespace reeve
