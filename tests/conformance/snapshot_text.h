// A snapshot as lines of text, so that a test can compare all of it and shows what differs.
#pragma once

#include <string>
#include <vector>

#include "engine/model/snapshot.h"

namespace reeve::test {

std::vector<std::string> snapshot_text(const Snapshot& snapshot);

}  // namespace reeve::test
