// Puts modules and base data into an OPA, in the place of what was there.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/core/json.h"
#include "engine/opa/batch_module.h"
#include "engine/opa/opa_client.h"
#include "engine/policy/evaluator.h"

namespace reeve {

struct LoadedPolicies {
  std::vector<std::pair<std::string, Json>>
      compiled;                     // in the order of the modules, without the batch module
  std::vector<BatchEntry> entries;  // in the order of the batch module
};

// Throws Error{policy} with file, row and column where a module does not compile, Error{policy_engine} where
// OPA does not answer or does not hold afterwards what it was given.
LoadedPolicies load_policies(OpaClient& client, const std::vector<PolicyModule>& modules, const Json& data);

}  // namespace reeve
