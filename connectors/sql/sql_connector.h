// Reads any database with SQL: a query per kind of fact, whose columns are named as in the fact files
// (docs/formats/facts.md). README.md says how.
#pragma once

#include "engine/sync/connector.h"

namespace reeve {

ConnectorKind sql_connector();

}  // namespace reeve
