// Campaign definitions in files: those that are shipped, and the company's own (reeve.toml,
// `campaign.definitions`). Format: docs/formats/campaigns.md.
#pragma once

#include <string>
#include <vector>

#include "engine/campaign/definition.h"
#include "engine/workflow/config.h"

namespace reeve {

struct NamedDefinition {
  CampaignDefinition definition;  // `from` is the name of its file; `name` is empty
  std::string place;              // the file; "shipped" where it is none
};

// By name; a file of the company takes the place of a shipped one of its name. Throws Error{config} with file
// and line where one is wrong: an unknown key, category, source or rule (with the nearest name), a number out
// of its range, a stage that asks nobody.
std::vector<NamedDefinition> campaign_definitions(const Config& config);

// The one of that name; empty: the one that reeve.toml names. Error{not_found} with the nearest name.
CampaignDefinition find_definition(const Config& config, const std::string& name);

}  // namespace reeve
