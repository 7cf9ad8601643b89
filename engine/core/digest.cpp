#include "engine/core/digest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include "engine/core/base64.h"
#include "engine/core/error.h"

namespace reeve {
namespace {

void require(bool ok, const char* what) {
  if (!ok) throw Error(ErrorCode::internal, std::string("openssl refused ") + what);
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  throw Error(ErrorCode::internal, "a digest holds a character that is not hexadecimal");
}

}  // namespace

struct Sha256::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  ~State() { EVP_MD_CTX_free(context); }
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  require(state_->context != nullptr && EVP_DigestInit_ex(state_->context, EVP_sha256(), nullptr) == 1,
          "SHA-256");
}

Sha256::~Sha256() = default;

Sha256& Sha256::update(std::string_view bytes) {
  require(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) == 1, "SHA-256");
  return *this;
}

Sha256& Sha256::update_sized(std::string_view bytes) {
  char size[8];
  for (int i = 0; i < 8; ++i) size[i] = static_cast<char>(bytes.size() >> (56 - 8 * i));
  return update({size, sizeof size}).update(bytes);
}

Digest Sha256::finish() {
  Digest digest;
  require(EVP_DigestFinal_ex(state_->context, digest.data(), nullptr) == 1, "SHA-256");
  return digest;
}

Digest sha256(std::string_view bytes) { return Sha256().update(bytes).finish(); }

Digest hmac_sha256(std::string_view key, std::string_view bytes) {
  Digest digest;
  unsigned size = 0;
  require(HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
               reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data(),
               &size) != nullptr,
          "HMAC");
  return digest;
}

std::string to_hex(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out;
}

std::string to_hex(const Digest& digest) {
  return to_hex(std::string_view(reinterpret_cast<const char*>(digest.data()), digest.size()));
}

Digest digest_from_hex(std::string_view hex) {
  Digest digest;
  if (hex.size() != digest.size() * 2)
    throw Error(ErrorCode::internal, "a digest must have 64 hexadecimal digits");
  for (std::size_t i = 0; i < digest.size(); ++i) {
    digest[i] = static_cast<std::uint8_t>(hex_value(hex[2 * i]) * 16 + hex_value(hex[2 * i + 1]));
  }
  return digest;
}

bool constant_time_equal(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string random_bytes(std::size_t count) {
  std::string out(count, '\0');
  require(RAND_bytes(reinterpret_cast<unsigned char*>(out.data()), static_cast<int>(count)) == 1,
          "random bytes");
  return out;
}

std::string random_token(std::size_t bytes) {
  std::string out = to_base64(random_bytes(bytes));
  while (!out.empty() && out.back() == '=') out.pop_back();
  for (char& c : out) c = c == '+' ? '-' : c == '/' ? '_' : c;
  return out;
}

std::string uuid_v7(UtcMillis now) {
  std::string raw = random_bytes(16);
  for (int i = 0; i < 6; ++i) raw[static_cast<std::size_t>(i)] = static_cast<char>(now >> (40 - 8 * i));
  raw[6] = static_cast<char>((raw[6] & 0x0f) | 0x70);
  raw[8] = static_cast<char>((raw[8] & 0x3f) | 0x80);
  std::string hex = to_hex(raw);
  for (const std::size_t at : {20U, 16U, 12U, 8U}) hex.insert(at, 1, '-');
  return hex;
}

}  // namespace reeve
