// Every string of a snapshot once; equal strings have equal refs.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace reeve {

struct StringRef {
  std::uint32_t value = 0;  // 0 is the empty string
  constexpr bool empty() const { return value == 0; }
  constexpr auto operator<=>(const StringRef&) const = default;
};

// Views stay valid as long as the pool lives (moves included). Thread rule: many readers or one writer.
class StringPool {
 public:
  StringPool() { add(""); }
  StringPool(StringPool&&) = default;
  StringPool& operator=(StringPool&&) = default;

  StringRef add(std::string_view text) {
    if (const auto it = refs_.find(text); it != refs_.end()) return it->second;
    const StringRef ref{static_cast<std::uint32_t>(strings_.size())};
    refs_.emplace(strings_.emplace_back(text), ref);
    return ref;
  }
  std::string_view operator[](StringRef ref) const { return strings_[ref.value]; }
  // The ref of `text`, or the ref of the empty string where the pool does not hold it.
  StringRef find(std::string_view text) const {
    const auto it = refs_.find(text);
    return it == refs_.end() ? StringRef{} : it->second;
  }
  std::size_t size() const { return strings_.size(); }

 private:
  std::deque<std::string> strings_;
  std::unordered_map<std::string_view, StringRef> refs_;
};

}  // namespace reeve
