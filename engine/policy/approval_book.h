// What was approved for each access, as far as the sources tell. Pure.
#pragma once

#include <vector>

#include "engine/model/access_table.h"

namespace reeve {

// approved: somebody approved that the person holds the resource (or one that holds it) with this privilege,
// or a group or role that gives it, and the time of that has not passed. expired: it has passed.
// other_right: what was approved on the resource is another privilege, or a part of it only. none: nothing is
// on record. unknown: no source tells approvals, or one of them was not read whole.
enum class ApprovalState : unsigned char { unknown, none, other_right, expired, approved };
REEVE_ENUM_NAMES(ApprovalState, "unknown", "none", "other_right", "expired", "approved")

struct ApprovalOnRecord {
  ApprovalState state = ApprovalState::none;
  MaybeTime from;  // the latest begin of what is approved and in force
};

// By row of the table; rows whose subject is no person are `none`. A person is named by identity key,
// employee number, or the key of one of her accounts; a resource, group or role by its key, in the source of
// the approval where it is there, otherwise in any.
std::vector<ApprovalOnRecord> approvals_on_record(const Snapshot& snapshot, const AccessTable& access);

}  // namespace reeve
