// Evaluates situations in batches over several connections. A batch that fails is halved until the
// situations that make it fail are known; only those have no verdict.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "engine/core/json.h"
#include "engine/opa/opa_client.h"
#include "engine/policy/evaluator.h"

namespace reeve {

struct BatchLimits {
  std::size_t rows = 4'000;
  std::size_t bytes = 8U << 20U;  // of a request, roughly
  std::size_t connections = 2;
  // A rule that is slow everywhere must not be halved to the end: after so many batches that ran out of
  // time, the rest of its situations is not tried.
  int slow_batches = 6;
};

// done: `answer` is OPA's. failed: some row of the batch made it fail, `message` says how. slow: no answer in
// time. An engine that is gone is an Error{policy_engine} thrown by the function.
struct BatchAnswer {
  enum class Kind : unsigned char { done, failed, slow } kind = Kind::failed;
  Json answer;
  std::string message;
};

// What OPA's answer to one batch means. Throws Error{policy_engine} where it is no answer to that.
BatchAnswer batch_answer(const OpaClient& client, OpaAnswer answer, std::chrono::milliseconds timeout);

// Asks for one batch; `body` is the request's. Each connection has its own function, used by one thread.
using AskBatch = std::function<BatchAnswer(const std::string& body)>;

// One verdict per input, in order. Errors of any connection end the whole run and are thrown.
std::vector<Verdict> run_batches(const std::vector<Json>& inputs, const BatchLimits& limits,
                                 const std::function<AskBatch()>& connect);

}  // namespace reeve
