// Chance that is the same on every machine: the same seed and stream give the same numbers for ever, which
// the distributions of the standard library do not promise.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

namespace reeve::demo {

// xoshiro256** of Blackman and Vigna, its state filled by SplitMix64. Streams of one seed are independent of
// one another, so that drawing more from one changes nothing in the others.
class Random {
 public:
  Random(std::uint64_t seed, std::string_view stream);

  std::uint64_t next();
  std::size_t below(std::size_t bound);  // 0 .. bound-1, each as likely; bound > 0
  int between(int low, int high);        // both included
  bool percent(int chance);

  template <typename Range>
  const auto& pick(const Range& choices) {
    assert(std::size(choices) > 0);
    return std::data(choices)[below(std::size(choices))];
  }

 private:
  std::uint64_t state_[4];
};

}  // namespace reeve::demo
