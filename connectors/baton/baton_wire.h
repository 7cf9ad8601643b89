// Protocol buffers as they lie in a file: fields, without knowing the messages. Pure.
#pragma once

#include <cstdint>
#include <string_view>

namespace reeve {

// Walks the fields of one message. Texts and inner messages are views into the bytes given.
class WireReader {
 public:
  explicit WireReader(std::string_view bytes) : rest_(bytes) {}

  // False at the end. Throws Error{source} on bytes that are no message: cut off, or a kind of field that
  // does not exist.
  bool next();
  std::uint32_t field() const { return field_; }
  // Of a number (or a bool, an enum); 0 where the field is none.
  std::uint64_t number() const { return number_; }
  // Of a text or an inner message; empty where the field is none.
  std::string_view bytes() const { return bytes_; }

 private:
  std::uint64_t varint();
  std::string_view take(std::uint64_t size);

  std::string_view rest_;
  std::uint32_t field_ = 0;
  std::uint64_t number_ = 0;
  std::string_view bytes_;
};

}  // namespace reeve
