// Cells and notes that the commands about access share.
#pragma once

#include "cli/command.h"
#include "engine/core/json.h"
#include "engine/workflow/access_queries.h"

namespace reeve::cli {

// "yes", "after switching roles", "no: something is missing", "only pass it on", "not known".
std::string works_words(const AccessFlags& flags);
Json day_or_null(MaybeTime time);
std::string subject_kind(const Snapshot& snapshot, const Subject& subject);
Json categories_json(const Snapshot& snapshot, const Entitlement& entitlement);

}  // namespace reeve::cli
