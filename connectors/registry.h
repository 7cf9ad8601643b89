// The one visible table of connectors: a new one is its own folder plus one entry in registry.cpp.
#pragma once

#include <span>

#include "engine/sync/connector.h"

namespace reeve {

std::span<const ConnectorKind> connector_kinds();

}  // namespace reeve
