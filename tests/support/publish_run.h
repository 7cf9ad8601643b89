#pragma once

#include <string>
#include <vector>

#include "engine/store/store.h"

namespace reeve::test {

// A whole read of these facts, every section complete, published under the id.
SyncRun publish_run(Store& store, const std::string& id, const std::string& source,
                    const std::vector<Fact>& facts);

}  // namespace reeve::test
