#include "tests/support/read_snapshot.h"

#include <stdexcept>

#include "connectors/registry.h"
#include "engine/store/memory_store.h"
#include "engine/workflow/read_source.h"
#include "tests/support/publish_snapshot.h"

namespace reeve::test {

SyncRun read_run(Store& store, const SourceConfig& source, Connector& connector, const Clock& clock) {
  SilentProgress progress;
  return read_source({.store = &store,
                      .source = &source,
                      .connector = &connector,
                      .clock = &clock,
                      .progress = &progress,
                      .quarantine_reason = {}});
}

Snapshot read_snapshot(const SourceConfig& source, SectionState worst) {
  MemoryStore store;
  const SystemClock clock;
  const auto connector = make_connector(source, connector_kinds(), clock);
  const SyncRun run = read_run(store, source, *connector, clock);
  for (const SectionSummary& section : run.sections) {
    if (section.state <= worst) continue;
    std::string why = std::string{to_string(section.section)} + " is not complete: " + section.reason;
    for (const Reject& reject : store.rejects(run.no)) why += "; " + reject.reason;
    throw std::runtime_error(why);
  }
  const SnapshotInfo info =
      publish_snapshot(store, {.id = "snapshot", .as_of = clock.now(), .runs = {run.no}});
  return store.load_snapshot(info.no);
}

}  // namespace reeve::test
