// Use case: opening a campaign on the newest snapshot.
#pragma once

#include <string>
#include <vector>

#include "engine/store/store.h"
#include "engine/workflow/context.h"
#include "engine/workflow/links.h"

namespace reeve {

struct OpenRequest {
  std::string definition;  // empty: the one that reeve.toml names
  std::string name;        // empty: the definition's and the date
  int days = 0;            // from now to the deadline; 0: as the definition says
  std::string accept_gap;  // why the campaign may open although something is missing; needs `by`
  std::string by;          // who accepts that
};

struct OpenedCampaign {
  CampaignContent content;
  std::vector<IssuedLink> links;
  std::vector<std::string> gaps;  // what is missing, for people; accepted by a person
};

// Freezes every access of the newest snapshot that the definition takes in, with its evidence, a reviewer and
// what a revoke would take away, and issues each reviewer's link. Refused where the snapshot was not
// evaluated, or where a campaign of that name is open. Error{incomplete} listing the gaps where anything
// is missing now (present_gaps.h) or a case has no permitted reviewer, unless a named person accepts
// that: then the gaps are kept with the campaign, and cases without a reviewer stay in its completion figure
// as not evaluable.
OpenedCampaign open_campaign(Context& context, const OpenRequest& request);

}  // namespace reeve
