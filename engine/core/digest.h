// SHA-256 (FIPS 180-4), HMAC-SHA-256 (RFC 2104), random bytes and UUIDv7 (RFC 9562), all from OpenSSL.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "engine/core/time.h"

namespace reeve {

using Digest = std::array<std::uint8_t, 32>;

// Streaming SHA-256. Not copyable; one thread at a time. `finish` may be called once.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  Sha256& update(std::string_view bytes);
  // A length prefix (8 bytes, big endian) and the bytes, so that ("ab","c") and ("a","bc") differ.
  Sha256& update_sized(std::string_view bytes);
  Digest finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

Digest sha256(std::string_view bytes);
Digest hmac_sha256(std::string_view key, std::string_view bytes);

std::string to_hex(std::string_view bytes);
std::string to_hex(const Digest& digest);
// Throws Error{internal} where `hex` is not 64 hexadecimal digits.
Digest digest_from_hex(std::string_view hex);

// Equal in time that does not depend on the contents.
bool constant_time_equal(std::string_view a, std::string_view b);

// Cryptographically secure. `random_token` is URL-safe text without padding that carries `bytes` random
// bytes.
std::string random_bytes(std::size_t count);
std::string random_token(std::size_t bytes = 32);

// 36 characters, lower case; sorts by `now`.
std::string uuid_v7(UtcMillis now);

}  // namespace reeve
