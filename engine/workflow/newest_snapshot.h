// The snapshot that questions about the present are answered from.
#pragma once

#include "engine/store/store.h"

namespace reeve {

// Both throw Error{not_found} saying what to run where there is none.
SnapshotInfo newest_snapshot_info(Store& store);
Snapshot newest_snapshot(Store& store);

}  // namespace reeve
