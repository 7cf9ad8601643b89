// How many people reach each category of data, by department: what a company is exposed to.
#pragma once

#include <string>
#include <vector>

#include "engine/workflow/access_queries.h"

namespace reeve {

struct ExposureRow {
  std::string department;  // empty: the sources tell none
  std::size_t people = 0;  // of the department that reach anything
  std::vector<std::size_t> by_category;
  bool operator==(const ExposureRow&) const = default;
};

struct Exposure {
  std::vector<std::string> categories;   // ids, as the snapshot has them
  std::vector<std::string> names;        // the same for people
  std::vector<ExposureRow> departments;  // most people first
  ExposureRow all;                       // everybody
  std::size_t other_subjects = 0;        // accounts that are nobody's, and PUBLIC, that reach anything
  std::size_t undecided = 0;             // accesses to what nobody classified
  std::size_t population = 0;            // people who have not left
};

// Counts people whose access works now, or after switching roles; access that lacks something does not count.
Exposure exposure_of(const AccessView& view);

}  // namespace reeve
