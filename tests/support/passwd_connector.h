// A whole small connector: the accounts and groups of one Unix host, from copies of /etc/passwd and
// /etc/group. docs/adding/connector.md walks through it; it is not shipped.
#pragma once

#include "engine/sync/connector.h"

namespace reeve::test {

ConnectorKind passwd_connector();

}  // namespace reeve::test
