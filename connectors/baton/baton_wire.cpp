#include "connectors/baton/baton_wire.h"

#include "engine/core/error.h"

namespace reeve {
namespace {

enum WireType : unsigned { kVarint = 0, kFixed64 = 1, kBytes = 2, kFixed32 = 5 };
constexpr unsigned kTypeBits = 3;
constexpr unsigned kVarintBits = 7;

[[noreturn]] void broken() { throw Error(ErrorCode::source, "its content is cut off or damaged"); }

}  // namespace

std::uint64_t WireReader::varint() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64; shift += kVarintBits) {
    if (rest_.empty()) broken();
    const auto byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    value |= static_cast<std::uint64_t>(byte & 0x7fU) << shift;
    if (byte < 0x80U) return value;
  }
  broken();
}

std::string_view WireReader::take(std::uint64_t size) {
  if (size > rest_.size()) broken();
  const std::string_view out = rest_.substr(0, static_cast<std::size_t>(size));
  rest_.remove_prefix(static_cast<std::size_t>(size));
  return out;
}

bool WireReader::next() {
  if (rest_.empty()) return false;
  const std::uint64_t tag = varint();
  field_ = static_cast<std::uint32_t>(tag >> kTypeBits);
  number_ = 0;
  bytes_ = {};
  if (field_ == 0) broken();
  switch (tag & 7U) {
    case kVarint: number_ = varint(); return true;
    case kBytes: bytes_ = take(varint()); return true;
    case kFixed64: take(8); return true;
    case kFixed32: take(4); return true;
    default: broken();
  }
}

}  // namespace reeve
