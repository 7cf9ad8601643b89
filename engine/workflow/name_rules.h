// The naming rules of policies/classification, asked through the policy engine.
#pragma once

#include "engine/sync/classification.h"
#include "engine/workflow/context.h"

namespace reeve {

// Starts the policy engine with the first question, so that a company without anything to ask about needs
// none. Answers are kept in the store and used again as long as rules, data and engine are the same. Throws
// Error{policy_engine} or Error{policy} from the engine. `context` and `store` must outlive it.
AskNames name_rules(const Context& context, Store& store, const Json& policy_data);

}  // namespace reeve
