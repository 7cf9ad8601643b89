// A snapshot in a store to which nobody else writes.
#pragma once

#include "engine/store/store.h"

namespace reeve::test {

inline SnapshotInfo publish_snapshot(Store& store, const SnapshotInfo& info, const DerivedRun& derived = {}) {
  const auto newest = store.latest_snapshot();
  const SnapshotBasis basis{.runs = std::ssize(store.runs()), .snapshot = newest ? newest->no : 0};
  return store.publish_snapshot(info, derived, basis).value();
}

}  // namespace reeve::test
