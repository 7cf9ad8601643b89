// The naming rules of policies/classification, asked through the policy engine.
#pragma once

#include "engine/sync/classification.h"
#include "engine/workflow/context.h"

namespace reeve {

// Starts the policy engine with the first question, so that a company without anything to ask about needs
// none. Throws Error{policy_engine} or Error{policy} from there. `context` must outlive it.
AskNames name_rules(const Context& context, const Json& policy_data);

}  // namespace reeve
