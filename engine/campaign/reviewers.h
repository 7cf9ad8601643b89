// Who reviews which case.
//
// For people: the manager, then the managers above, then the data owner (steward of the resource or of the
// nearest one above it), then the campaign owners in their order. For accounts without a person: the person
// who answers for the account, the data owner, the campaign owners. For PUBLIC: the data owner, the campaign
// owners.
// Never: the subject herself, under whichever identity; a person who reports to the subject directly; two
// people who would review each other; a person who is not at work (left, suspended, on leave, not yet here).
// A person further below the subject comes last, and the reason says so.
#pragma once

#include <string>
#include <vector>

#include "engine/model/access_table.h"
#include "engine/model/campaign.h"
#include "engine/model/snapshot.h"

namespace reeve {

struct ReviewNeed {
  CaseKind kind = CaseKind::person;
  Subject subject;
  ResourceIx resource;
};

struct Reviewer {
  IdentityIx identity;  // invalid: nobody is permitted
  std::string why;      // "manager", "manager's manager", "account owner", "data owner", "campaign owner"
  bool operator==(const Reviewer&) const = default;
};

// One reviewer per need, in the order of the needs. Of two people who would review each other, the one whose
// need comes first gets her reviewer; the other's goes on to the next in line.
std::vector<Reviewer> assign_reviewers(const Snapshot& snapshot, const std::vector<ReviewNeed>& needs,
                                       const std::vector<IdentityIx>& campaign_owners);

// Whether the person can be asked at `as_of`: HR does not say that she left, is suspended, on leave or not
// yet here. Unknown is not a no.
bool is_at_work(const Identity& identity, UtcMillis as_of);

// The steward of the resource or of the nearest one above it that has one.
IdentityIx data_owner(const Snapshot& snapshot, ResourceIx resource);

}  // namespace reeve
