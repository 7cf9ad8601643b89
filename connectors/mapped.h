// What the mappings of the database connectors share.
#pragma once

#include <string>
#include <vector>

#include "engine/model/facts.h"
#include "engine/model/sync_run.h"

namespace reeve {

// What the configuration says about all that a source holds, because the source does not know it.
struct Placement {
  std::string region;
  std::string environment;
};

// Facts of one section, and rows that name what does not exist.
struct Mapped {
  std::vector<Fact> facts;
  std::vector<Reject> rejects;
};

}  // namespace reeve
