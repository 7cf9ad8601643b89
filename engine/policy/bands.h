// Day counts as bands: what a rule sees of them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/json.h"
#include "engine/core/time.h"

namespace reeve {

// Edges {30, 90} make the bands "0-29", "30-89" and "90+".
class Bands {
 public:
  // Throws Error{policy} where the edges are not ascending numbers of days above 0, or there are none.
  explicit Bands(std::vector<std::int64_t> edges);
  // From data.reeve.thresholds.bands.days of the base document.
  static Bands of(const Json& data);

  // Ascending; a place in here is what `place` gives.
  const std::vector<std::string>& names() const { return names_; }
  std::uint32_t place(std::int64_t days) const;  // negative counts as 0
  const std::string& name(std::int64_t days) const { return names_[place(days)]; }

 private:
  std::vector<std::int64_t> edges_;
  std::vector<std::string> names_;
};

// Whole days; never below 0.
std::int64_t days_between(UtcMillis from, UtcMillis to);

}  // namespace reeve
