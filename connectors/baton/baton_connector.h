// Connector baton: a .c1z file that a Baton connector wrote (README.md).
#pragma once

#include "engine/sync/connector.h"

namespace reeve {

ConnectorKind baton_connector();

}  // namespace reeve
