// What the data files say about how attributes are worked out.
#pragma once

#include <set>
#include <string>

#include "engine/policy/bands.h"

namespace reeve {

struct PolicySettings {
  Bands percent{{5, 10, 20, 50}};           // thresholds.bands.percent
  std::int64_t drift_days = 180;            // thresholds.drift_days
  std::set<std::string> export_privileges;  // exports.privileges, lower case

  // From data.reeve of the base document. Throws Error{policy} where a number is no number of days above 0 or
  // the bands are not ascending; what is left out keeps the value above.
  static PolicySettings of(const Json& data);
};

}  // namespace reeve
