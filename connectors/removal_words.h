// The one visible table of what connectors know about removing: a new one is its own file plus one entry.
#pragma once

#include <span>

#include "engine/remediation/removal_words.h"

namespace reeve {

std::span<const RemovalWords> removal_words();

}  // namespace reeve
