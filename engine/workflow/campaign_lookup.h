// How people name campaigns and reviewers on the command line.
#pragma once

#include <string>

#include "engine/store/store.h"

namespace reeve {

// By id, a unique beginning of the id, or name (then the newest of that name). Empty text: the only open
// campaign. Error{not_found} or Error{usage} lists the candidates.
Campaign find_campaign(Store& store, const std::string& text);

// The same for looking only: where none is open, empty text means the newest.
Campaign find_campaign_to_show(Store& store, const std::string& text);

struct NamedReviewer {
  std::string key;
  std::string name;
};

// A reviewer of the campaign, or who signed off before, by key, native key or display name. Error{not_found}
// lists the reviewers, Error{usage} the candidates where several match.
NamedReviewer find_reviewer(Store& store, const CampaignContent& content, const std::string& text);

}  // namespace reeve
