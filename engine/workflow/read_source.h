// One source read into one sync run.
#pragma once

#include <functional>

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

// Reads everything and publishes the run, partial and failed sections included. Throws Error, having
// published nothing, where the connector could not even report sections. Thread rule: several at a time, each
// with its own connector.
SyncRun read_source(const ReadRequest& request);

}  // namespace reeve
