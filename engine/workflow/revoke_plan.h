// The removal plan: which edges go, said exactly, on the facts of the newest reads.
#pragma once

#include "engine/remediation/plan_file.h"
#include "engine/store/store.h"
#include "engine/workflow/context.h"

namespace reeve {

// Every removal that is decided and not proven, in the order of its decision: as a change, or with the reason
// why it is not one: it is held, nobody knows a statement, its source was not read well enough or not since
// reeve removed it, it is not there any more, or a guard forbids it (removal_guards.h). Throws
// Error{not_found} where there is no snapshot.
PlanFile make_plan(Context& context, Store& store);

// A plan in which somebody has read. Errors are those of parse_plan, and Error{io}.
PlanFile read_plan(const std::string& path);

}  // namespace reeve
