// Departments that have come into a group or role which others had before them. Pure.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/model/access_table.h"

namespace reeve {

struct DepartmentDrift {
  // Departments whose first people came within the window, while another department was there before it.
  std::set<std::string> entered;
  std::set<std::string> before;  // the departments that were there; empty where none entered
  // Who else may have entered is not known: a department or the time of a membership is missing.
  bool unknown = false;
};

// By principal; empty for accounts and for what reaches no customer data. A department comes with the first
// of its people at work, directly or through a nested group: on the way the newest membership counts, of
// several ways the oldest. A binding between sources has no time of its own. Somebody who was a member before
// she took her present job did not bring her new department in, so she does not count. Where a nested group
// shows that a department entered, what holds that group does not repeat it.
std::vector<DepartmentDrift> department_drift(const Snapshot& snapshot, const AccessTable& access,
                                              std::int64_t window_days);

}  // namespace reeve
