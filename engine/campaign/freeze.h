// From drafts to the content of a campaign: case numbers, cards, work items, evidence digests.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/campaign/evidence.h"
#include "engine/model/campaign.h"

namespace reeve {

struct CaseDraft {
  Case content;          // all but number, card, evidence and digest
  Evidence evidence;     // `revoke.edges` are the cut
  std::string cut_name;  // what the card is called: "crm_readers in shop"; empty = the entitlement's name
  std::string reviewer_key;
  std::vector<StageReviewer> later;                       // the reviewers of the stages that follow
  std::vector<std::pair<std::string, std::string>> ends;  // subject key, entitlement key: lost with the cut
};

struct FrozenCases {
  std::vector<Card> cards;           // by number, from 1
  std::vector<Case> cases;           // by number, from 1
  std::vector<WorkItem> work_items;  // one per case, in the order of the cases
};

// Cases are numbered by reviewer, subject and entitlement, so that what one person decides stands together.
// Cases of one reviewer that share one cut are one card; a case without a cut is a card of its own.
FrozenCases freeze(std::vector<CaseDraft> drafts);

}  // namespace reeve
