// Evaluator with OPA servers that run elsewhere, named by address.
//
// Batches are spread over all of them. A server that cannot be reached, that was started anew or loaded by
// somebody else in the middle is set aside, and its open batches are asked of the others; where none is left,
// all are loaded again, once. Every answer names the load that it belongs to and the server's own
// provenance, so no verdict comes from other rules, data or versions than were loaded (docs/decisions/0013).
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "engine/opa/batch_runner.h"
#include "engine/policy/evaluator.h"

namespace reeve {

struct FleetSettings {
  std::vector<std::string> urls;  // http or https, at least one; http only to loopback where there is a token
  std::string token;              // sent as `Authorization: Bearer`; empty: none
  std::string ca_file;            // PEM; empty: the system's
  // The OPA beside reeve. It says which builtins are not deterministic, so servers must be of its version.
  std::string binary;
  std::chrono::milliseconds batch_timeout{60'000};
  BatchLimits limits;  // `connections` to each server
};

// Throws Error{policy_engine} where no server can be reached, or one refuses the token, has a certificate
// that cannot be verified or is another version; Error{config} on addresses that cannot be used.
std::unique_ptr<Evaluator> use_fleet(const FleetSettings& settings);

}  // namespace reeve
