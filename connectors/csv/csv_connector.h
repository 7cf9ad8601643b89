// Connector csv: a folder of CSV files, one per kind of fact (docs/formats/facts.md).
#pragma once

#include "engine/sync/connector.h"

namespace reeve {

ConnectorKind csv_connector();

}  // namespace reeve
