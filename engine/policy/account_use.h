// Who uses an account, and since when it is known to exist. Pure.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/model/snapshot.h"

namespace reeve {

struct AccountUse {
  std::set<std::string> by;  // to whom logs attribute its use: "person", "shared"
  bool unknown = true;       // no log tells of the account, or some use is attributed to nobody
  // An account of a person is a member of it in its own source, so that she has its rights or may act as it.
  // A binding to another source is no such membership: there an application acts for its users.
  bool person_may_act = false;
  MaybeTime known_since;  // its oldest membership or grant whose time is told
};

// By principal.
std::vector<AccountUse> account_use(const Snapshot& snapshot);

}  // namespace reeve
