#include "engine/access/closure.h"

#include <algorithm>

namespace reeve {
namespace {

constexpr std::size_t kBaseBytes = 64;  // what an empty bitmap costs

}  // namespace

Closure Closure::inherited(const AccessGraph& graph) {
  return inherited(graph, find_components(graph.inherited));
}

Closure Closure::inherited(const AccessGraph& graph, Components components) {
  return {graph.inherited, nullptr, std::move(components)};
}

Closure Closure::assumable(const AccessGraph& graph, const Closure& inherited) {
  return assumable(graph, inherited, find_components(graph.assumable));
}

Closure Closure::assumable(const AccessGraph& graph, const Closure& inherited, Components components) {
  return {graph.assumable, &inherited, std::move(components)};
}

Closure::Closure(const Csr& edges, const Closure* base, Components components)
    : edges_(edges),
      base_(base),
      components_(std::move(components)),
      sets_(components_.count()),
      kept_(components_.count(), false) {
  for (std::uint32_t node = 0; node < edges.rows(); ++node) {
    for (const std::uint32_t to : edges.row(node)) {
      if (components_.of[to] != components_.of[node]) kept_[components_.of[to]] = true;
    }
  }
  for (std::uint32_t c = 0; c < components_.count(); ++c) {
    if (components_.members.row(c).size() > 1) kept_[c] = true;
    if (!kept_[c] || shared(c) != nullptr) continue;
    put_together(c, sets_[c]);
    sets_[c].runOptimize();
    sets_[c].shrinkToFit();
  }
}

// A single principal that may act as nobody else reaches in both closures the same.
const Roaring* Closure::shared(std::uint32_t component) const {
  const auto members = components_.members.row(component);
  if (base_ == nullptr || members.size() != 1 || !edges_.row(members[0]).empty()) return nullptr;
  const std::uint32_t in_base = base_->components_.of[members[0]];
  return base_->kept_[in_base] ? &base_->sets_[in_base] : nullptr;
}

void Closure::put_together(std::uint32_t component, Roaring& result) const {
  std::vector<std::uint32_t> next;
  Roaring scratch;
  for (const std::uint32_t node : components_.members.row(component)) {
    if (base_ == nullptr) {
      result.add(node);
    } else {
      result |= base_->of(PrincipalIx(node), scratch);
    }
    for (const std::uint32_t to : edges_.row(node)) {
      if (components_.of[to] != component) next.push_back(components_.of[to]);
    }
  }
  // Nearest first: what a nearer container already brings in is not added again.
  std::sort(next.begin(), next.end(), std::greater<>());
  next.erase(std::unique(next.begin(), next.end()), next.end());
  for (const std::uint32_t c : next) {
    const bool known = base_ == nullptr && result.contains(components_.members.row(c)[0]);
    if (known) continue;
    const Roaring* same = shared(c);
    result |= same != nullptr ? *same : sets_[c];
  }
}

const Roaring& Closure::of(PrincipalIx principal, Roaring& scratch) const {
  const std::uint32_t component = components_.of[principal.value];
  const bool alone = components_.members.row(component).size() == 1;
  if (alone && edges_.row(principal.value).empty() && base_ != nullptr) return base_->of(principal, scratch);
  if (kept_[component]) return sets_[component];
  roaring_bitmap_clear(&scratch.roaring);  // keeps its memory
  put_together(component, scratch);
  return scratch;
}

bool Closure::reaches(PrincipalIx principal, PrincipalIx container) const {
  Roaring scratch;
  return of(principal, scratch).contains(container.value);
}

std::size_t Closure::kept_bitmaps() const {
  return static_cast<std::size_t>(
      std::count_if(sets_.begin(), sets_.end(), [](const Roaring& set) { return !set.isEmpty(); }));
}

std::size_t Closure::bytes() const {
  std::size_t total = 0;
  for (const Roaring& set : sets_) total += kBaseBytes + set.getSizeInBytes(false);
  return total;
}

}  // namespace reeve
