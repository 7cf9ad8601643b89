// One source read into one sync run.
#pragma once

#include <functional>

#include "engine/core/error.h"
#include "engine/workflow/context.h"

namespace reeve {

struct ReadRequest {
  Store* store = nullptr;
  const SourceConfig* source = nullptr;
  Connector* connector = nullptr;
  const Clock* clock = nullptr;
  Progress* progress = nullptr;
  std::function<std::string(const SyncRun&)> quarantine_reason;  // as RunEnd
};

// Reads everything and publishes the run, partial and failed sections included. Throws Error where the
// connector could not even report sections; then a run without facts is published whose every section failed
// for that reason, so that nobody takes the source's earlier run for the present state. Where our own store
// or code fails, nothing is published. Thread rule: several at a time, each with its own connector.
SyncRun read_source(const ReadRequest& request);

// Not the source's fault: our own store or code.
bool is_ours(ErrorCode code);

}  // namespace reeve
