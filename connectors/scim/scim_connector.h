// Connector scim: users and groups of a SCIM 2.0 service (README.md).
#pragma once

#include "engine/sync/connector.h"

namespace reeve {

ConnectorKind scim_connector();

}  // namespace reeve
