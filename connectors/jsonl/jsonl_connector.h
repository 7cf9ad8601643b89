// Connector jsonl: a folder of JSON Lines files, one per kind of fact (docs/formats/facts.md).
#pragma once

#include "engine/sync/connector.h"

namespace reeve {

ConnectorKind jsonl_connector();

}  // namespace reeve
