// What happened to a case or a campaign, in words: the same in the command and in the portal.
#pragma once

#include <string>

#include "engine/model/campaign.h"

namespace reeve {

// "Mara Okafor to Ben Adeyemi: she is away until June"; empty where there is nothing to say beside the kind.
std::string event_detail(const CampaignEvent& event);

}  // namespace reeve
