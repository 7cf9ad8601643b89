// What a page shows of a case: its frozen evidence (engine/campaign/evidence.h) and nothing else. Pure. In
// another language than English it says the same facts in that language; sentences of rules and what a
// removal does stand as they were frozen.
#pragma once

#include <string>

#include "engine/core/json.h"
#include "engine/model/campaign.h"
#include "portal/language.h"

namespace reeve::portal {

// sentence, categories, facts, findings, path, drawing, missing, paths_more, digest; `frozen_language` where
// that is another one than the page's.
Json evidence_view(const Case& c, const Language& say = english());

// A text in a JSON object; empty where it is missing or no text.
std::string text_in(const Json& object, const char* key);

}  // namespace reeve::portal
