#include "tests/support/read_snapshot.h"

#include <stdexcept>

#include "connectors/registry.h"
#include "engine/store/memory_store.h"
#include "engine/workflow/read_source.h"
#include "tests/support/publish_snapshot.h"

namespace reeve::test {

Snapshot read_snapshot(const SourceConfig& source, SectionState worst) {
  MemoryStore store;
  const SystemClock clock;
  SilentProgress progress;
  const auto connector = make_connector(source, connector_kinds(), clock);
  const SyncRun run = read_source({.store = &store,
                                   .source = &source,
                                   .connector = connector.get(),
                                   .clock = &clock,
                                   .progress = &progress,
                                   .quarantine_reason = {}});
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
