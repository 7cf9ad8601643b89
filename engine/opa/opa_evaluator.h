// Evaluator with OPA as a child of this process.
//
// An OPA that ends in the middle is started again once, gets everything that was loaded, and the batches that
// it owed are asked again; the second time is Error{policy_engine}.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "engine/opa/batch_runner.h"
#include "engine/policy/evaluator.h"

namespace reeve {

struct OpaSettings {
  std::string binary;  // empty: found (engine/opa/opa_binary.h)
  std::chrono::milliseconds batch_timeout{60'000};
  BatchLimits limits;
};

// Throws Error{policy_engine} where there is no OPA or it does not start.
std::unique_ptr<Evaluator> start_opa(const OpaSettings& settings = {});

}  // namespace reeve
