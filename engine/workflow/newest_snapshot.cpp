#include "engine/workflow/newest_snapshot.h"

#include "engine/core/error.h"

namespace reeve {

SnapshotInfo newest_snapshot_info(Store& store) {
  const auto info = store.latest_snapshot();
  if (!info) throw Error(ErrorCode::not_found, "there is no snapshot yet; run `reeve sync`");
  return *info;
}

Snapshot newest_snapshot(Store& store) { return store.load_snapshot(newest_snapshot_info(store).no); }

}  // namespace reeve
