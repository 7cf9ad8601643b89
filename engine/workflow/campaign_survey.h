// What a definition makes of the newest snapshot: cases and reviewers, before anything is kept or sent.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/access/effective.h"
#include "engine/campaign/definition.h"
#include "engine/campaign/reviewers.h"
#include "engine/campaign/scope.h"
#include "engine/store/store.h"
#include "engine/workflow/case_drafts.h"

namespace reeve {

// The newest snapshot with what reaches what in it. Error{not_found} where nothing was read, Error{refused}
// where it was not evaluated.
struct PresentAccess {
  explicit PresentAccess(Context& context, Store& store);
  PresentAccess(const PresentAccess&) = delete;
  PresentAccess& operator=(const PresentAccess&) = delete;

  const Snapshot snapshot;
  const Evaluation evaluation;
  const AccessGraph graph;
  const Catalogue catalogue;
  const AccessTable table;
  const CaseJudgements judgements;
};

struct CampaignSurvey {
  Scope scope;                                   // its `gaps` too: everything that a person must accept
  std::vector<std::vector<Reviewer>> reviewers;  // beside scope.cases, by stage
};

// The people and departments of the definition in the snapshot. Error{config} where one is nobody.
ReviewerRules reviewer_rules(const Config& config, const CampaignDefinition& definition,
                             const Snapshot& snapshot);

ReviewNeed need_of(const AccessTable& table, const ScopedAccess& access);

// Cases that nobody is permitted to review are taken out and named among the gaps.
CampaignSurvey survey_campaign(Context& context, Store& store, const PresentAccess& present,
                               const CampaignDefinition& definition);

std::vector<CaseDraft> draft_cases(Context& context, Store& store, const PresentAccess& present,
                                   const CampaignSurvey& survey);

}  // namespace reeve
