#include "engine/store/key_space.h"

#include <array>

#include "engine/store/run_assembler.h"

namespace reeve {

std::uint32_t KeySpace::node_of(std::string_view key) {
  if (const auto it = nodes_by_key_.find(key); it != nodes_by_key_.end()) return it->second;
  const auto node = static_cast<std::uint32_t>(nodes_.size());
  nodes_by_key_.emplace(key, node);
  nodes_.emplace_back();
  return node;
}

void KeySpace::add(Section section, std::string_view key, std::string_view parent_key, std::string_view row) {
  const std::uint32_t node = node_of(key);
  const std::uint32_t parent = parent_key.empty() ? kNoNode : node_of(parent_key);
  Node& n = nodes_[node];
  if (!n.seen) {
    n.seen = true;
    n.section = section;
    n.parent = parent;
    order_.push_back(node);
    if (key.empty()) n.fate = Fate::differs;
  } else if (n.section != section || row != last_row_) {
    n.fate = Fate::differs;
  }
  last_row_ = row;
}

void KeySpace::decide(std::uint32_t start) {
  std::vector<std::uint32_t> chain;
  std::uint32_t at = start;
  while (at != kNoNode && nodes_[at].seen && nodes_[at].fate == Fate::undecided) {
    nodes_[at].fate = Fate::deciding;
    chain.push_back(at);
    at = nodes_[at].parent;
  }
  bool in_circle = at != kNoNode && nodes_[at].fate == Fate::deciding;
  Fate fate = at == kNoNode || nodes_[at].fate == Fate::stays ? Fate::stays : Fate::orphan;
  for (auto it = chain.rbegin(); it != chain.rend(); ++it) {
    nodes_[*it].fate = in_circle ? Fate::circle : fate;
    if (in_circle && *it == at) in_circle = false;
  }
}

void KeySpace::settle() {
  std::array<Ordinal, kSectionCount> next{};
  for (const std::uint32_t node : order_) {
    decide(node);
    Node& n = nodes_[node];
    if (n.fate == Fate::stays) n.ordinal = next[static_cast<std::size_t>(n.section)]++;
  }
}

const KeySpace::Node* KeySpace::find(std::string_view key) const {
  if (answer_ != nullptr && key == asked_) return answer_;
  const auto it = nodes_by_key_.find(key);
  if (it == nodes_by_key_.end()) return nullptr;
  asked_ = key;
  answer_ = &nodes_[it->second];
  return answer_;
}

Ordinal KeySpace::ordinal(std::string_view key) const {
  const Node* const node = find(key);
  return node == nullptr ? kNoOrdinal : node->ordinal;
}

Ordinal KeySpace::ref(std::string_view key) const {
  const Node* const node = find(key);
  return node == nullptr || node->ordinal == kNoOrdinal ? kNoOrdinal
                                                        : principal_ref(node->section, node->ordinal);
}

std::string KeySpace::why_not(std::string_view key) const {
  const Node* const node = find(key);
  switch (node == nullptr ? Fate::differs : node->fate) {
    case Fate::stays: return {};
    case Fate::orphan: return "its parent is not among the rows of this read that stay";
    case Fate::circle: return "its parents form a circle";
    default: return "the key stands for rows that differ";
  }
}

}  // namespace reeve
