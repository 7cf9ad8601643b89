#include "connectors/ldap/ldap_seen.h"

#include <bit>
#include <cstring>

#include "engine/core/digest.h"

namespace reeve::ldap {
namespace {

struct SipState {
  std::uint64_t v0, v1, v2, v3;

  void round() {
    v0 += v1;
    v1 = std::rotl(v1, 13) ^ v0;
    v0 = std::rotl(v0, 32);
    v2 += v3;
    v3 = std::rotl(v3, 16) ^ v2;
    v0 += v3;
    v3 = std::rotl(v3, 21) ^ v0;
    v2 += v1;
    v1 = std::rotl(v1, 17) ^ v2;
    v2 = std::rotl(v2, 32);
  }

  void take(std::uint64_t word) {
    v3 ^= word;
    round();
    round();
    v0 ^= word;
  }

  std::uint64_t finish() {
    for (int i = 0; i < 4; ++i) round();
    return v0 ^ v1 ^ v2 ^ v3;
  }
};

}  // namespace

TextBits siphash(const TextBits& key, std::string_view text) {
  SipState state{key[0] ^ 0x736f6d6570736575, key[1] ^ 0x646f72616e646f6d ^ 0xee, key[0] ^ 0x6c7967656e657261,
                 key[1] ^ 0x7465646279746573};
  const std::uint64_t size = text.size();
  while (text.size() >= 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data(), 8);
    state.take(word);
    text.remove_prefix(8);
  }
  std::uint64_t last = size << 56;
  for (std::size_t i = 0; i < text.size(); ++i) {
    last |= static_cast<std::uint64_t>(static_cast<unsigned char>(text[i])) << 8 * i;
  }
  state.take(last);
  state.v2 ^= 0xee;
  const std::uint64_t first = state.finish();
  state.v1 ^= 0xdd;
  return {first, state.finish()};
}

SeenTexts::SeenTexts() : key_{} {
  const std::string bytes = random_bytes(sizeof key_);
  std::memcpy(key_.data(), bytes.data(), sizeof key_);
}

TextBits SeenTexts::bits_of(std::string_view text) const { return siphash(key_, text); }

}  // namespace reeve::ldap
