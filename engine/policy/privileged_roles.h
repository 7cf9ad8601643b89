// Groups and roles that own data or may administer it, and who may act as them. Pure.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/model/access_table.h"

namespace reeve {

struct PrivilegedRole {
  bool privileged = false;
  // Jobs of the people at work who have its rights only after assuming it.
  std::set<std::string> jobs;
  bool job_unknown = false;  // somebody among them has no job told
};

// By principal; accounts are none. Privileged: reaches customer data, or something unclassified, and a grant
// in force that names it is an owner's, a superuser's, or administers. A superuser's rights are never
// inherited, so who inherits such a role still has to assume it.
std::vector<PrivilegedRole> privileged_roles(const Snapshot& snapshot, const AccessTable& access);

}  // namespace reeve
