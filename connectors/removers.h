// The one visible table of sources at which reeve can remove by itself: a new one is its own file pair plus
// one entry.
#pragma once

#include <span>

#include "engine/remediation/remover.h"

namespace reeve {

std::span<const RemoverKind> remover_kinds();

}  // namespace reeve
