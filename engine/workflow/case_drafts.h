// Case drafts: everything that a reviewer is shown about the accesses of a campaign.
#pragma once

#include <vector>

#include "engine/access/effective.h"
#include "engine/campaign/freeze.h"
#include "engine/campaign/reviewers.h"
#include "engine/campaign/scope.h"
#include "engine/store/store.h"
#include "engine/workflow/case_judgements.h"
#include "engine/workflow/context.h"

namespace reeve {

struct DraftRequest {
  const Context* context = nullptr;
  Store* store = nullptr;
  const AccessGraph* graph = nullptr;
  const Catalogue* catalogue = nullptr;
  const AccessTable* table = nullptr;
  const CaseJudgements* judgements = nullptr;  // of the graph's snapshot
};

// One per case, in their order. `reviewers` stands beside `cases`: the reviewers of its stages, at least
// one, every one valid.
std::vector<CaseDraft> draft_cases(const DraftRequest& request, const std::vector<ScopedAccess>& cases,
                                   const std::vector<std::vector<Reviewer>>& reviewers);

}  // namespace reeve
