// Findings as rows: one shape for `reeve evaluate` and `reeve findings`.
#pragma once

#include <vector>

#include "cli/table.h"
#include "engine/model/finding.h"

namespace reeve::cli {

// Highest severity first, then by rule, subject and entitlement. Programs get the whole fingerprint, people
// 12 digits.
Table finding_table(std::vector<FindingRecord> records, bool for_programs);

}  // namespace reeve::cli
