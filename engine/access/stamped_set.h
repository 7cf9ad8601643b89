// A set of small numbers that is emptied in no time, for searches that are run again and again.
#pragma once

#include <cstdint>
#include <vector>

namespace reeve {

class StampedSet {
 public:
  explicit StampedSet(std::size_t size) : stamps_(size, 0) {}

  void clear() {
    if (++now_ == 0) {
      stamps_.assign(stamps_.size(), 0);
      now_ = 1;
    }
  }
  bool contains(std::uint32_t i) const { return stamps_[i] == now_; }
  // False where it was there already.
  bool add(std::uint32_t i) {
    if (stamps_[i] == now_) return false;
    stamps_[i] = now_;
    return true;
  }

 private:
  std::vector<std::uint32_t> stamps_;
  std::uint32_t now_ = 1;
};

}  // namespace reeve
