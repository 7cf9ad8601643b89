// Use case: accept a finding for a time.
#pragma once

#include <string>
#include <vector>

#include "engine/model/finding.h"
#include "engine/workflow/context.h"

namespace reeve {

struct WaiverRequest {
  std::string finding;  // a unique beginning of its fingerprint
  std::string reason;
  std::string compensating_control;
  std::string requested_by;  // any name of a person of the newest snapshot (find_person in lookup.h)
  std::string approved_by;   // likewise
  UtcMillis until = 0;
};

// Records a waiver for exactly the finding's rule, subject and entitlement, from now on. It shows with the
// next evaluation. Throws Error{refused} where the approver is the person it is for, her account's owner or
// the one who asks, by whatever name of hers, where one of the two is not a person, where it has no reason,
// or where it lasts longer than `waiver_days_maximum`; Error{not_found} where no finding begins so or nobody
// is called so, Error{conflict} where several are. The waiver names both as their source does.
Waiver add_waiver(const Context& context, const WaiverRequest& request);

// What a waiver is for, as the findings call it; "any" where it is for all. A waiver for what no finding was
// ever about keeps its keys.
struct WaiverNames {
  std::string subject, entitlement;
};
WaiverNames names_of(const Waiver& waiver, const std::vector<FindingRecord>& findings);

}  // namespace reeve
