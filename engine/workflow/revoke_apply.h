// Taking away by reeve itself what a plan says, and putting it back.
#pragma once

#include <string>
#include <vector>

#include "engine/remediation/plan_file.h"
#include "engine/store/store.h"
#include "engine/workflow/context.h"

namespace reeve {

struct AppliedChange {
  PlannedChange planned;
  RemoverAnswer answer;
  bool before = false;  // an earlier run of this plan did it
};

struct ApplyResult {
  Digest digest{};
  std::vector<AppliedChange> changes;  // up to and with the one that stopped it
  std::size_t left = 0;                // changes that were not come to
  bool all_well() const;               // every change is done or was already so
};

// Looks at the source of every change and changes nothing. done: it could be removed now.
ApplyResult rehearse_plan(Context& context, Store& store, const PlanFile& plan);

// Carries out the changes one at a time, and stops at the first that is not done and was not already so. Each
// is recorded before it is tried and after it was seen; one that an earlier run of the same plan left
// unfinished is looked at first. A removal that is done is `claimed done`, whatever its source said: a later
// sync proves it. `approved` is the plan's digest, or its first twelve digits at least: Error{refused} where
// it is another one, where the plan has not been approved by as many people as reeve.toml asks for, or where
// one of the changes is not what `revoke plan` would say now; Error{conflict} where another process works on
// the same plan. `path` is the plan's file.
ApplyResult apply_plan(Context& context, Store& store, const PlanFile& plan, const std::string& path,
                       const std::string& approved);

// A person of the newest snapshot (find_person in lookup.h, whose errors these are) agrees to the plan.
// Error{refused} where a change of it takes something from herself. Returns all who have agreed.
std::vector<PlanApproval> approve_plan(Context& context, Store& store, const PlanFile& plan,
                                       const std::string& by);
// How many have to agree.
int approvals_needed(const RemovalSettings& settings, const PlanFile& plan);

struct Undo {
  Removal removal;
  RemovalAct act;                    // that took it away
  std::vector<std::string> inverse;  // what is told to the source
};
// What would be put back. `removal` is what find_removal takes (removal_lookup.h). Error{conflict} where
// reeve did not take it away, or has put it back; Error{refused} where that is longer ago than `undo_days`.
Undo find_undo(Context& context, Store& store, const std::string& removal);
// Puts it back, as it was. The removal is `rejected` then, and the record says who did it and why.
// Error{usage} without a reason.
RemoverAnswer undo_removal(Context& context, Store& store, const Undo& undo, const std::string& reason);

}  // namespace reeve
