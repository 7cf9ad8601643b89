// Takes members out of groups of a directory, and puts them back.
//
// The group is read before and after the change on the same connection, member by member. Only groups that
// name their members (`member`, `uniqueMember`, `roleOccupant`) can be changed: where somebody is a member by
// uid, by a primary group or by a search, it says so and does nothing. A referral is not followed.
#pragma once

#include "engine/remediation/remover.h"

namespace reeve {

RemoverKind ldap_remover();

}  // namespace reeve
