#include "cli/demo/random.h"

#include <bit>

namespace reeve::demo {
namespace {

std::uint64_t split_mix(std::uint64_t& state) {
  std::uint64_t z = state += 0x9e3779b97f4a7c15ULL;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

// FNV-1a.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return hash;
}

}  // namespace

Random::Random(std::uint64_t seed, std::string_view stream) : state_{} {
  std::uint64_t start = seed;
  start = split_mix(start) ^ hash_of(stream);
  for (std::uint64_t& word : state_) word = split_mix(start);
}

std::uint64_t Random::next() {
  const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
  const std::uint64_t shifted = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

std::size_t Random::below(std::size_t bound) {
  assert(bound > 0);
  const std::uint64_t uneven = -std::uint64_t{bound} % bound;  // the first numbers would favour low results
  for (;;) {
    const std::uint64_t number = next();
    if (number >= uneven) return number % bound;
  }
}

int Random::between(int low, int high) {
  assert(low <= high);
  return low + static_cast<int>(below(static_cast<std::size_t>(high - low) + 1));
}

bool Random::percent(int chance) { return below(100) < static_cast<std::size_t>(chance); }

}  // namespace reeve::demo
