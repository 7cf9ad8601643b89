#include "engine/workflow/read_source.h"

#include "engine/core/digest.h"
#include "engine/sync/collector.h"

namespace reeve {
namespace {

constexpr std::int64_t kTellEvery = 1000;

}  // namespace

SyncRun read_source(const ReadRequest& request) {
  const UtcMillis started = request.clock->now();
  const auto writer = request.store->begin_run({.id = uuid_v7(started),
                                                .source = request.source->name,
                                                .kind = request.source->kind,
                                                .started = started});
  std::int64_t rows = 0;
  const auto tell = [&] {
    if (++rows % kTellEvery == 0) request.progress->update("reading " + request.source->name, rows, 0);
  };
  Collector collector(
      [&](const Fact& fact) {
        writer->add(fact);
        tell();
      },
      [&](const Reject& reject) {
        writer->reject(reject);
        tell();
      });
  request.connector->read(collector, {});
  return writer->publish({.finished = request.clock->now(),
                          .sections = collector.sections(),
                          .quarantine_reason = request.quarantine_reason});
}

}  // namespace reeve
