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

// Where the engine is Reeve's alone, everything is replaced. A shared one keeps modules that are not below
// policies/ and base data under other names; `batch_package` makes what this load asks for its own, so that a
// later load of somebody else takes it away instead of changing what it means.
struct Tenancy {
  bool shared = false;
  std::string batch_package{kBatchPackage};
};

// Throws Error{policy} with file, row and column where a module does not compile, Error{policy_engine} where
// OPA does not answer or does not hold afterwards what it was given.
LoadedPolicies load_policies(OpaClient& client, const std::vector<PolicyModule>& modules, const Json& data,
                             const Tenancy& tenancy = {});

}  // namespace reeve
