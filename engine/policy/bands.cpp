#include "engine/policy/bands.h"

#include <algorithm>

#include "engine/core/error.h"

namespace reeve {

Bands::Bands(std::vector<std::int64_t> edges) : edges_(std::move(edges)) {
  const bool ascending = std::ranges::adjacent_find(edges_, std::greater_equal<>()) == edges_.end();
  if (edges_.empty() || edges_.front() <= 0 || !ascending) {
    throw Error(ErrorCode::policy,
                "thresholds.json: `bands.days` has to be a list of ascending days above 0");
  }
  std::int64_t from = 0;
  for (const std::int64_t edge : edges_) {
    names_.push_back(std::to_string(from) + "-" + std::to_string(edge - 1));
    from = edge;
  }
  names_.push_back(std::to_string(from) + "+");
}

Bands Bands::of(const Json& data) {
  const Json* node = &data;
  for (const char* const key : {"reeve", "thresholds", "bands", "days"}) {
    if (!node->is_object() || !node->contains(key)) return Bands({});
    node = &(*node)[key];
  }
  std::vector<std::int64_t> edges;
  for (const Json& edge : *node) edges.push_back(edge.is_number_integer() ? edge.get<std::int64_t>() : 0);
  return Bands(std::move(edges));
}

std::uint32_t Bands::place(std::int64_t days) const {
  return static_cast<std::uint32_t>(std::ranges::upper_bound(edges_, days) - edges_.begin());
}

std::int64_t days_between(UtcMillis from, UtcMillis to) { return from < to ? (to - from) / kDay : 0; }

}  // namespace reeve
