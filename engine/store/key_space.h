// The keys of one run that other rows refer to, and the ordinal that each gets.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/model/keys.h"

namespace reeve {

// Keys of sections that share one key space. Add all rows, settle once, then ask.
class KeySpace {
 public:
  // Rows in the order of (section, key, row). `parent_key` empty = a root.
  void add(Section section, std::string_view key, std::string_view parent_key, std::string_view row);
  // Decides which keys stay, and gives those ordinals from 0 per section, in the order in which they came.
  void settle();

  // The ordinal of a key that stays, within its section; kNoOrdinal (-1) for any other key.
  Ordinal ordinal(std::string_view key) const;
  // The same as a principal_ref, which tells accounts from other principals.
  Ordinal ref(std::string_view key) const;
  // Why the key does not stay; empty where it does.
  std::string why_not(std::string_view key) const;

 private:
  enum class Fate : unsigned char { undecided, deciding, stays, differs, orphan, circle };
  static constexpr std::uint32_t kNoNode = 0xffffffffU;
  struct Node {
    std::uint32_t parent = kNoNode;
    Section section = Section::identity;
    bool seen = false;  // false: only named as a parent
    Fate fate = Fate::undecided;
    Ordinal ordinal = -1;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  std::uint32_t node_of(std::string_view key);
  const Node* find(std::string_view key) const;
  void decide(std::uint32_t node);

  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> nodes_by_key_;
  std::vector<Node> nodes_;
  std::vector<std::uint32_t> order_;  // seen nodes as they came
  std::string last_row_;
  // Rows in the order of their keys ask for one key many times.
  mutable std::string asked_;
  mutable const Node* answer_ = nullptr;
};

}  // namespace reeve
