// Dense indices that cannot be mixed up: an index of one kind does not convert to an index of another.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace reeve {

template <class Tag>
struct Index {
  static constexpr std::uint32_t kNone = 0xffffffffU;

  std::uint32_t value = kNone;

  constexpr Index() = default;
  constexpr explicit Index(std::uint32_t v) : value(v) {}
  constexpr explicit Index(std::size_t v) : value(static_cast<std::uint32_t>(v)) {}
  constexpr explicit Index(int v) : value(static_cast<std::uint32_t>(v)) {}

  constexpr bool valid() const { return value != kNone; }
  constexpr auto operator<=>(const Index&) const = default;
};

}  // namespace reeve

template <class Tag>
struct std::hash<reeve::Index<Tag>> {
  std::size_t operator()(reeve::Index<Tag> index) const noexcept {
    return std::hash<std::uint32_t>{}(index.value);
  }
};
