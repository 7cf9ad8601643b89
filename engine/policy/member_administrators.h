// Who may add members to a group or role. Pure.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/model/snapshot.h"

namespace reeve {

struct MemberAdministrators {
  // Jobs of the people whose account may add members, or inherits or may act as something that may. Accounts
  // count for whoever answers for them; those that are known not to be enabled do not count, nor does the one
  // who answers for the group or role itself.
  std::set<std::string> jobs;
  bool job_unknown = false;  // somebody among them has no job told, or an account among them is nobody's
};

std::vector<MemberAdministrators> member_administrators(const Snapshot& snapshot);  // by principal

}  // namespace reeve
