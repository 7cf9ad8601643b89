// What every store refuses in the same words.
#pragma once

#include <string>
#include <vector>

#include "engine/core/error.h"
#include "engine/model/snapshot.h"

namespace reeve {

Error no_such_run(RunNo no);
Error no_such_snapshot(SnapshotNo no);
Error no_such_waiver(const std::string& id);
Error no_such_correction(const std::string& id);
Error no_such_campaign(const std::string& id);
Error no_such_decision(const std::string& id);
Error no_such_work_item(std::int32_t case_no);
Error no_such_removal(const std::string& id);
Error no_such_ticket(const std::string& id);
Error overtaken(const std::string& source, RunNo by);
Error evaluated_already(SnapshotNo newest, SnapshotNo no);

// Throws Error{internal} where a derived row refers to a row that is not among those of `runs`, or a run
// stands in the list twice.
void check_derived(const DerivedRun& derived, const std::vector<SyncRun>& runs);

}  // namespace reeve
