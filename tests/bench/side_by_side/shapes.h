// Snapshots of invented companies out of a seed, for measuring. The same shape and seed give the same
// snapshot.
//
// A company: departments of 200 people, each with groups that nest upwards (people in the lower ones), and
// tables that those groups open; some groups of several departments meet in groups of the whole company. Most
// people hold what their job may have; in one of a hundred or so each rule finds something.
#pragma once

#include <string>
#include <vector>

#include "engine/model/snapshot.h"

namespace reeve::bench {

struct Shape {
  std::string name;
  std::uint32_t people = 0, groups = 0;
  std::uint32_t groups_per_person = 0, containers_per_group = 0;
  std::uint32_t tables = 0, grants_per_group = 0;
  std::uint32_t sensitive_per_mille = 20;  // of the tables: those with categories
};

Shape shape_s();  //   5,000 people,   2,000 groups, 250,000 grants
Shape shape_m();  // 100,000 people,  20,000 groups, 2 million memberships and grants
Shape shape_l();  // 180,000 people, 139,000 groups, 10 million memberships and grants
// So many people, with groups per person, nesting and grants per group as in M.
Shape shape_of(std::uint32_t people);

Snapshot company_of(const Shape& shape, std::uint64_t seed = 1);

// Memberships alone, as hard as they come: one_group (100,000 members), chain (1,000 deep), lattice
// (diamonds), cycles, many_groups (one principal in 10,000), dense (groups in half of all groups above them).
std::vector<std::string> hard_shapes();
Snapshot hard_shape(const std::string& name, std::uint64_t seed = 1);

}  // namespace reeve::bench
