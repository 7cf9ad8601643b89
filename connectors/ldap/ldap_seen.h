// Remembers many texts in little memory.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <unordered_set>

namespace reeve::ldap {

using TextBits = std::array<std::uint64_t, 2>;
struct FirstHalf {
  std::size_t operator()(const TextBits& bits) const { return bits[0]; }
};

// Keeps 128 bits of each text, by SipHash under a random key: nobody who chooses names can make two of them
// look like one, so that one would be missed.
class SeenTexts {
 public:
  SeenTexts();

  TextBits bits_of(std::string_view text) const;
  bool insert(const TextBits& text) { return texts_.insert(text).second; }  // false where it was there
  bool contains(const TextBits& text) const { return texts_.contains(text); }
  bool insert(std::string_view text) { return insert(bits_of(text)); }
  bool contains(std::string_view text) const { return contains(bits_of(text)); }

 private:
  TextBits key_;
  std::unordered_set<TextBits, FirstHalf> texts_;
};

// SipHash-2-4 with 128 bits (Aumasson and Bernstein, 2012), as two numbers in little endian.
TextBits siphash(const TextBits& key, std::string_view text);

}  // namespace reeve::ldap
