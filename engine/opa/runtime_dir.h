// A private folder for one running policy engine: mode 0700, gone at the end of the scope.
#pragma once

#include <string>

namespace reeve {

// The folder is held with a lock, so that folders which a killed process has left behind are known by their
// free lock: making a new one removes them. Throws Error{policy_engine} where no folder can be made.
class RuntimeDir {
 public:
  RuntimeDir();
  ~RuntimeDir();
  RuntimeDir(const RuntimeDir&) = delete;
  RuntimeDir& operator=(const RuntimeDir&) = delete;

  const std::string& path() const { return path_; }
  std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
  int lock_ = -1;
};

}  // namespace reeve
